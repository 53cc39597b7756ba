// The theme keeps what its README promises: the same strings in both languages, all of them used,
// and no colour beside the tokens, whose pairs the build checks.
#include <algorithm>
#include <map>
#include <set>

#include "source_tree.h"
#include "support/catch.h"

using namespace minhbach::architecture;

namespace {

using Strings = std::vector<std::string>;
using Tokens = std::map<std::string, Strings>;

const std::string theme = SOURCE_FOLDER "/themes/cong-khai";

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// The texts in quotes on one line of JSON or C++.
Strings quoted(std::string_view line) {
  Strings out;
  for (std::size_t open = line.find('"'); open != std::string_view::npos;) {
    const std::size_t close = line.find('"', open + 1);
    if (close == std::string_view::npos) break;
    out.emplace_back(line.substr(open + 1, close - open - 1));
    open = line.find('"', close + 1);
  }
  return out;
}

/// The strings of one language: one a line, as the files are written.
std::map<std::string, std::string> strings_of(const std::string& language) {
  const std::string text = read_text(theme + "/strings/" + language + ".json");
  std::map<std::string, std::string> out;
  for (const std::string_view line : lines_of(text)) {
    const std::size_t colon = line.find("\": \"");
    if (colon != std::string_view::npos) {
      out[std::string(line.substr(line.find('"') + 1, colon - line.find('"') - 1))] =
          line.substr(colon + 4, line.rfind('"') - colon - 4);
    }
  }
  return out;
}

/// Every `chu.key` of the templates, with where it stands first.
std::map<std::string, std::string> used_strings() {
  std::map<std::string, std::string> out;
  for (const SourceFile& file : files_under("themes/cong-khai/templates", {".html"})) {
    constexpr std::string_view head = "chu.";
    for (std::size_t at = file.text.find(head); at != std::string::npos;
         at = file.text.find(head, at + 1)) {
      if (at > 0 && (is_name(file.text[at - 1]) || file.text[at - 1] == '.')) continue;
      std::size_t end = at + head.size();
      while (end < file.text.size() && is_name(file.text[end])) ++end;
      out.emplace(file.text.substr(at + head.size(), end - at - head.size()), file.path);
    }
  }
  return out;
}

/// The keys that the program asks for by itself.
std::set<std::string> program_strings() {
  const std::string text = read_text(SOURCE_FOLDER "/generator/pipeline/load_theme.cpp");
  std::set<std::string> out;
  for (const std::string_view list : {"needed_strings[] = {", "feedback_strings[] = {"}) {
    const std::size_t begin = text.find(list);
    REQUIRE(begin != std::string::npos);
    const Strings names =
        quoted(std::string_view(text).substr(begin, text.find('}', begin) - begin));
    out.insert(names.begin(), names.end());
  }
  return out;
}

/// The tokens of one group of bien.json, each with what stands behind it.
Tokens group(std::string_view name) {
  const std::string text = read_text(theme + "/bien.json");
  const std::size_t begin = text.find("\"" + std::string(name) + "\": {");
  REQUIRE(begin != std::string::npos);
  Tokens out;
  for (const std::string_view line :
       lines_of(std::string_view(text).substr(begin, text.find('}', begin) - begin))) {
    Strings parts = quoted(line);
    if (!line.starts_with("    \"") || parts.size() < 2) continue;
    out[parts[0]] = Strings(parts.begin() + 1, parts.end());
  }
  return out;
}

/// All tokens.
Tokens tokens() {
  Tokens out = group("mau");
  out.merge(group("co"));
  return out;
}

/// One rule of a style sheet: where it stands, and the tokens that some of its properties take.
struct Rule {
  std::string place, text, ground;
  Strings others;
};

/// The name in `var(--name)` of a declaration; "" when it has none.
std::string token_in(std::string_view line) {
  const std::size_t at = line.find("var(--");
  if (at == std::string_view::npos) return {};
  return std::string(line.substr(at + 6, line.find_first_of("),", at) - at - 6));
}

/// The rules of the theme's style sheets, which have one declaration a line.
std::vector<Rule> rules() {
  std::vector<Rule> out;
  for (const SourceFile& file : files_under("themes/cong-khai/kieu", {".css"})) {
    int number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      ++number;
      if (line.ends_with('{'))
        out.push_back({file.path + ":" + std::to_string(number), "", "", {}});
      const std::string_view inner =
          line.substr(std::min(line.find_first_not_of(' '), line.size()));
      const std::string token = token_in(line);
      if (token.empty() || out.empty()) continue;
      if (inner.starts_with("color:") || inner.starts_with("fill:")) out.back().text = token;
      if (inner.starts_with("background:")) out.back().ground = token;
      for (std::size_t at = line.find("var(--"); at != std::string_view::npos;
           at = line.find("var(--", at + 1))
        out.back().others.push_back(token_in(line.substr(at)));
    }
  }
  REQUIRE(out.size() > 100);
  return out;
}

bool has(const Strings& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

TEST_CASE("the theme says the same in Vietnamese and in English") {
  const auto vietnamese = strings_of("vi");
  const auto english = strings_of("en");
  REQUIRE(vietnamese.size() > 100);
  Strings problems;
  for (const auto& [key, text] : vietnamese) {
    const auto other = english.find(key);
    if (other == english.end()) {
      problems.push_back(key + " is not in en.json");
    } else if (text.empty() || other->second.empty()) {
      problems.push_back(key + " is empty");
    } else if ((text.find("{n}") == std::string::npos) !=
               (other->second.find("{n}") == std::string::npos)) {
      problems.push_back(key + " has {n} in one language only");
    }
  }
  for (const auto& [key, text] : english) {
    if (!vietnamese.contains(key)) problems.push_back(key + " is not in vi.json");
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("every string of the theme is used, and every one used is there") {
  const auto strings = strings_of("vi");
  const auto used = used_strings();
  const std::set<std::string> needed = program_strings();
  REQUIRE(needed.size() > 5);
  Strings problems;
  for (const auto& [key, place] : used) {
    if (!strings.contains(key)) problems.push_back(place + ": chu." + key + " is in no strings/");
  }
  for (const std::string& key : needed) {
    if (!strings.contains(key)) problems.push_back("the program needs " + key);
  }
  for (const auto& [key, text] : strings) {
    if (!used.contains(key) && !needed.contains(key)) problems.push_back(key + " is not used");
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("every colour and measure of the theme is a token, and every token is used") {
  const Tokens known = tokens();
  std::set<std::string> used;
  Strings problems;
  for (const Rule& rule : rules()) {
    for (const std::string& token : rule.others) {
      used.insert(token);
      if (!known.contains(token)) problems.push_back(rule.place + ": no token " + token);
    }
  }
  for (const auto& [token, parts] : known) {
    if (!used.contains(token)) problems.push_back(token + " is not used");
  }
  for (const SourceFile& file : files_under("themes/cong-khai/kieu", {".css"})) {
    for (const std::string_view line : lines_of(file.text)) {
      // Shadows are black seen through: "#0003". Selectors and data: addresses are no colours.
      const std::size_t hash = line.find(" #");
      if (hash != std::string_view::npos && line.ends_with(';') &&
          line.substr(hash + 2, 3) != "000")
        problems.push_back(file.path + ": " + std::string(line));
    }
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("the pairs of colours that rules use are those that the build checks") {
  const Tokens readable = group("chu_tren_nen"), visible = group("net_tren_nen");
  REQUIRE(readable.size() > 5);
  Strings problems;
  for (const Rule& rule : rules()) {
    // A rail behind bars is a ground itself.
    const bool is_listed = readable.contains(rule.text) || visible.contains(rule.text) ||
                           rule.text.empty() || rule.text == "nen-thuong";
    if (!is_listed) problems.push_back(rule.place + ": " + rule.text + " is checked on no ground");
    if (rule.text.empty() || rule.ground.empty()) continue;
    if (!readable.contains(rule.text) || !has(readable.at(rule.text), rule.ground))
      problems.push_back(rule.place + ": " + rule.text + " on " + rule.ground);
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("the browser's own frame has the colour of the page") {
  const std::string frame = read_text(theme + "/templates/khung.html");
  const Strings paper = tokens().at("giay");
  for (const std::size_t i : {0, 1}) {
    INFO(paper[i]);
    CHECK(frame.find("name=\"theme-color\" content=\"" + paper[i] + "\"") != std::string::npos);
  }
}
