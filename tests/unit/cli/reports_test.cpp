// SARIF and JUnit: what stands in them, and that it stays the same.
#include "cli/junit.h"
#include "cli/sarif.h"
#include "support/catch.h"
#include "value/from_json.h"

using namespace minhbach;
using namespace minhbach::cli;

namespace {

constexpr Message wrong{"MB9901",  Severity::error, "giá trị {0} sai", "the value {0} is wrong",
                        "sửa {0}", "correct {0}"};
constexpr Message odd{"MB9902", Severity::warning, "lạ", "odd", "", ""};

Diagnostic diagnostic(const Message& message, const Place& place,
                      std::vector<std::string> arguments = {}) {
  Diagnostic out;
  out.message = &message;
  out.place = place;
  out.arguments = std::move(arguments);
  return out;
}

const Node& at(const Node& node, const std::vector<std::string>& path) {
  const Node* here = &node;
  for (const std::string& step : path) {
    here =
        here->kind == Node::Kind::sequence ? &here->items.at(std::stoul(step)) : here->find(step);
    REQUIRE(here != nullptr);
  }
  return *here;
}

Node run_of(const std::vector<Diagnostic>& diagnostics, Language language = Language::vi) {
  const Result<Node> node =
      read_json(SourceText("a.sarif", sarif_report(diagnostics, language, "1.2.3")));
  REQUIRE(node);
  return at(*node, {"runs", "0"});
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t i = text.find(part); i != std::string::npos; i = text.find(part, i + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a SARIF result has its rule, level, text with hint, and place") {
  Diagnostic first = diagnostic(wrong, {"content/xa/tin bài/a:b.md", 3, 7}, {"\"x\""});
  first.source_line = "ngay: x";
  first.trail = {{"themes/a.html", 2, 0}};
  const Node run = run_of({first, diagnostic(odd, {"a.md", 0, 0})});
  const Node& result = at(run, {"results", "0"});
  CHECK(at(result, {"ruleId"}).text == "MB9901");
  CHECK(at(result, {"level"}).text == "error");
  CHECK(at(result, {"message", "text"}).text == "giá trị \"x\" sai; gợi ý: sửa \"x\"");
  const Node& place = at(result, {"locations", "0", "physicalLocation"});
  CHECK(at(place, {"artifactLocation", "uri"}).text == "content/xa/tin%20b%C3%A0i/a%3Ab.md");
  CHECK(at(place, {"region", "startLine"}).text == "3");
  CHECK(at(place, {"region", "startColumn"}).text == "7");
  CHECK(at(place, {"contextRegion", "snippet", "text"}).text == "ngay: x");
  CHECK(at(result, {"relatedLocations", "0", "physicalLocation", "region", "startLine"}).text ==
        "2");
  CHECK(at(run, {"columnKind"}).text == "unicodeCodePoints");
  CHECK(at(run, {"results", "1", "ruleIndex"}).text == "1");
  CHECK(at(run, {"results", "1", "level"}).text == "warning");
  CHECK(at(run, {"results", "1", "locations", "0", "physicalLocation"}).find("region") == nullptr);
}

TEST_CASE(
    "the rules of a SARIF report are there in both languages, each once, without the arguments") {
  const Node run = run_of({diagnostic(odd, {"a", 1, 1}), diagnostic(wrong, {"a", 1, 1}),
                           diagnostic(wrong, {"b", 1, 1})});
  const Node& rules = at(run, {"tool", "driver", "rules"});
  REQUIRE(rules.items.size() == 2);
  CHECK(at(rules, {"0", "id"}).text == "MB9901");
  CHECK(at(rules, {"0", "shortDescription", "text"}).text == "giá trị … sai");
  CHECK(at(rules, {"0", "help", "text"}).text == "sửa …");
  CHECK(at(rules, {"1", "help", "text"}).text == "lạ");  // No hint: what is wrong has to do.
  CHECK(at(run, {"translations", "0", "language"}).text == "en");
  CHECK(at(run, {"translations", "0", "rules", "0", "shortDescription", "text"}).text ==
        "the value … is wrong");
  const Node english = run_of({diagnostic(wrong, {"a", 1, 1})}, Language::en);
  CHECK(at(english, {"tool", "driver", "language"}).text == "en");
  CHECK(at(english, {"translations", "0", "language"}).text == "vi");
}

TEST_CASE("a fingerprint stays when lines move, and tells equal mistakes in one file apart") {
  const auto prints = [](const std::vector<Diagnostic>& diagnostics) {
    std::vector<std::string> out;
    const Node run = run_of(diagnostics);
    for (const Node& result : at(run, {"results"}).items)
      out.push_back(at(result, {"partialFingerprints", "minhbach/v1"}).text);
    return out;
  };
  const auto before =
      prints({diagnostic(wrong, {"a", 1, 1}, {"x"}), diagnostic(wrong, {"a", 9, 1}, {"x"}),
              diagnostic(wrong, {"b", 1, 1}, {"x"})});
  const auto after =
      prints({diagnostic(wrong, {"a", 5, 2}, {"x"}), diagnostic(wrong, {"a", 13, 1}, {"x"}),
              diagnostic(wrong, {"b", 1, 1}, {"y"})});
  CHECK(before[0] == after[0]);
  CHECK(before[1] == after[1]);
  CHECK(before[0] != before[1]);
  CHECK(before[2] != after[2]);
}

TEST_CASE("a SARIF report without diagnostics is a whole report") {
  const Node run = run_of({});
  CHECK(at(run, {"results"}).items.empty());
  CHECK(at(run, {"tool", "driver", "rules"}).items.empty());
}

TEST_CASE("text that is not UTF-8 does not spoil a report") {
  Diagnostic broken = diagnostic(wrong, {"a\xff.md", 1, 1}, {"\xe9"});
  broken.source_line = "L\xea";
  const Node run = run_of({broken});
  CHECK(at(run, {"results", "0", "message", "text"}).text ==
        "giá trị \uFFFD sai; gợi ý: sửa \uFFFD");
  CHECK(at(run, {"results", "0", "locations", "0", "physicalLocation", "artifactLocation", "uri"})
            .text == "a%FF.md");
  CHECK(junit_report({broken}, {}, Language::vi).find("name=\"a\uFFFD.md\"") != std::string::npos);
}

TEST_CASE("a JUnit report has a suite a portal and a case a file") {
  const std::string text = junit_report(
      {diagnostic(wrong, {"content/xa/a.md", 1, 1}, {"<x>"}),
       diagnostic(odd, {"content/xa/a.md", 2, 1}),
       diagnostic(wrong, {"content/xa/a.md", 4, 1}, {"z"}),
       diagnostic(odd, {"data/xa/b.json", 1, 1}), diagnostic(wrong, {"site/types/c.json", 1, 1})},
      {"huyen", "xa"}, Language::vi);
  INFO(text);
  CHECK(
      text.find(
          "<testsuites name=\"minhbach\" tests=\"4\" failures=\"2\" errors=\"0\" skipped=\"0\">") !=
      std::string::npos);
  CHECK(text.find("<testsuite name=\"huyen\" tests=\"1\" failures=\"0\"") != std::string::npos);
  CHECK(text.find("<testsuite name=\"xa\" tests=\"2\" failures=\"1\"") != std::string::npos);
  CHECK(text.find("<testcase classname=\"xa\" name=\"content/xa/a.md\">") != std::string::npos);
  CHECK(text.find("message=\"giá trị &lt;x&gt; sai\"") != std::string::npos);
  CHECK(count_of(text, "<failure ") == 2);
  CHECK(text.find("content/xa/a.md:4:1: lỗi[MB9901]: giá trị z sai") != std::string::npos);
  CHECK(count_of(text, "<system-out>") == 2);
}

TEST_CASE("a JUnit report without diagnostics has cases that pass") {
  const std::string text = junit_report({}, {"xa"}, Language::vi);
  CHECK(text.find("tests=\"1\" failures=\"0\"") != std::string::npos);
  CHECK(text.find("<testcase classname=\"xa\" name=\"xa\"/>") != std::string::npos);
  CHECK(junit_report({}, {}, Language::vi).find("<testcase classname=\"minhbach\"") !=
        std::string::npos);
}
