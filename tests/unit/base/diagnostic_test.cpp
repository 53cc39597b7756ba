// Diagnostics: wording, order, doubles, nearest names.
#include "base/diagnostic.h"

#include "base/source_text.h"
#include "support/catch.h"

using namespace minhbach;

namespace {

constexpr Message unknown_key{
    "MB9001",       Severity::error,   "khóa {0} không có", "there is no key {0}",
    "xóa dòng này", "remove this line"};

}  // namespace

TEST_CASE("a diagnostic prints its place, its line with a caret, and the nearest name") {
  const SourceText source("content/a.md", "---\ntiêu_đề: Một\n---\n");
  Diagnostic diagnostic = source.diagnostic_at(unknown_key, 4, {quote("tiêu_đề")});
  CHECK(to_text(diagnostic, Language::vi) ==
        "content/a.md:2:1: lỗi[MB9001]: khóa \"tiêu_đề\" không có\n"
        "  | tiêu_đề: Một\n"
        "  | ^\n"
        "  gợi ý: xóa dòng này");
  diagnostic.nearest = "tieu_de";
  CHECK(to_text(diagnostic, Language::en) ==
        "content/a.md:2:1: error[MB9001]: there is no key \"tiêu_đề\"\n"
        "  | tiêu_đề: Một\n"
        "  | ^\n"
        "  hint: did you mean \"tieu_de\"?");
}

TEST_CASE("columns count code points, not bytes") {
  const SourceText source("a", "đường bộ\n");
  CHECK(source.place(std::string("đường").size()) == Place{"a", 1, 6});
}

TEST_CASE("a report is sorted by place, and exact doubles are shown once") {
  const SourceText source("b", "x\ny\n");
  Report report;
  report.add(source.diagnostic(unknown_key, 2, 1, {"y"}));
  report.add(source.diagnostic(unknown_key, 1, 1, {"x"}));
  report.add(source.diagnostic(unknown_key, 2, 1, {"y"}));
  const std::vector<Diagnostic> sorted = report.sorted();
  REQUIRE(sorted.size() == 2);
  CHECK(sorted[0].place.line == 1);
  CHECK(report.has_errors());
}

TEST_CASE("a report takes all that another one collected") {
  static constexpr Message wrong{"MB9001", Severity::error, "sai", "wrong", "", ""};
  Report one, other;
  Diagnostic diagnostic;
  diagnostic.message = &wrong;
  other.add(diagnostic);
  CHECK(one.empty());
  one.take(other);
  CHECK(other.empty());
  CHECK_FALSE(other.has_errors());
  CHECK(one.count(Severity::error) == 1);
  CHECK(one.sorted().size() == 1);
}

TEST_CASE("a name too far away is not offered") {
  CHECK(nearest_name("tieu_dee", {"tieu_de", "ngay"}) == "tieu_de");
  CHECK(nearest_name("abc", {"tieu_de", "ngay"}).empty());
}

TEST_CASE("a name or a value as long as a file is neither guessed at nor quoted whole") {
  const std::string flood(10'000'000, 'a');
  CHECK(nearest_name(flood, {"tieu_de"}).empty());
  CHECK(quote(flood) == "\"" + std::string(60, 'a') + "…\"");
}

TEST_CASE("a diagnostic on a very long line does not carry the line along") {
  const SourceText source("a.json", std::string(20'000, ' ') + "\n" + std::string(500, ' '));
  CHECK(source.diagnostic(unknown_key, 1, 3, {"x"}).source_line.empty());
  CHECK(source.diagnostic(unknown_key, 2, 3, {"x"}).source_line.size() == 500);
}

TEST_CASE("what authors and servers say begins no line and moves no cursor") {
  const SourceText source("a.md",
                          "x\x1B[31m\xC2\x9B"
                          "1my\n");
  const Diagnostic diagnostic = source.diagnostic(unknown_key, 1, 1, {"a\n::error::b\x1B[2K\x7F"});
  CHECK(to_text(diagnostic, Language::en) ==
        "a.md:1:1: error[MB9001]: there is no key a ::error::b\uFFFD[2K\uFFFD\n"
        "  | x\uFFFD[31m\uFFFD1my\n"
        "  | ^\n"
        "  hint: remove this line");
}

TEST_CASE("a password in an address is shown neither in a message nor in the line it stands in") {
  const SourceText source("a.json", "\"sftp://ai:bí/mật@may/w\", \"http://may:8080/a@2x\" x\n");
  const Diagnostic diagnostic = source.diagnostic(unknown_key, 1, 50, {"ftps://ai:mật:khẩu@may"});
  CHECK(to_text(diagnostic, Language::en) ==
        "a.json:1:50: error[MB9001]: there is no key ftps://ai:********@may\n"
        "  | \"sftp://ai:******@may/w\", \"http://may:8080/a@2x\" x\n"
        "  |                                                  ^\n"
        "  hint: remove this line");
}
