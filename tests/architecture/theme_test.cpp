// The theme keeps what its README promises: the same strings in both languages, all of them used,
// and colours that can be read.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "source_tree.h"
#include "support/catch.h"

using namespace minhbach::architecture;

namespace {

using Strings = std::vector<std::string>;
using Tokens = std::map<std::string, std::string>;

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
  const std::size_t begin = text.find("needed_strings[] = {");
  REQUIRE(begin != std::string::npos);
  const Strings names = quoted(std::string_view(text).substr(begin, text.find('}', begin) - begin));
  return {names.begin(), names.end()};
}

/// The custom properties of the block that begins behind `head`.
Tokens tokens_behind(std::string_view css, std::string_view head) {
  const std::size_t begin = css.find(head);
  REQUIRE(begin != std::string_view::npos);
  Tokens out;
  for (const std::string_view line : lines_of(css.substr(begin, css.find('}', begin) - begin))) {
    const std::size_t dashes = line.find("--");
    const std::size_t hash = line.find(": #");
    if (dashes == std::string_view::npos || hash == std::string_view::npos) continue;
    out[std::string(line.substr(dashes + 2, hash - dashes - 2))] = line.substr(hash + 3, 6);
  }
  return out;
}

Tokens light_tokens() {
  return tokens_behind(read_text(theme + "/assets/css/chinh.css"), ":root {");
}

/// What the dark scheme does not name stays as it is.
Tokens dark_tokens() {
  Tokens out = tokens_behind(read_text(theme + "/assets/css/chinh.css"),
                             "(prefers-color-scheme: dark) {\n  :root {");
  out.merge(light_tokens());
  return out;
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
double luminance(const std::string& hex) {
  const auto channel = [&](std::size_t at) {
    const double value = std::stoi(hex.substr(at, 2), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4);
}

double contrast(const std::string& a, const std::string& b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

struct Pair {
  const char* front;
  const char* back;
};

// Each text colour on each ground it stands on in chinh.css.
constexpr Pair texts[] = {
    {"muc", "giay"},         {"muc", "giay-chim"},      {"muc", "the"},
    {"muc-nhat", "giay"},    {"muc-nhat", "giay-chim"}, {"muc-nhat", "the"},
    {"do", "giay"},          {"do", "giay-chim"},       {"do", "the"},
    {"do-dam", "giay"},      {"lien-ket", "giay"},      {"lien-ket", "giay-chim"},
    {"lien-ket", "the"},     {"lien-ket", "nen-cho"},   {"da-xem", "giay"},
    {"da-xem", "giay-chim"}, {"da-xem", "the"},         {"da-xem", "nen-cho"},
    {"muc", "nen-cho"},      {"muc", "nen-thuong"},     {"tren-do", "do"},
    {"tren-do", "do-dam"},   {"tot", "nen-tot"},        {"cho", "nen-cho"},
    {"xau", "nen-xau"},      {"thuong", "nen-thuong"}};

// What must be seen but is not read: borders of controls, the mark of focus.
constexpr Pair marks[] = {
    {"ke-dam", "giay"}, {"ke-dam", "the"}, {"tieu-diem", "giay"}, {"tieu-diem", "the"}};

template <std::size_t N>
Strings too_weak(const Tokens& tokens, const Pair (&pairs)[N], double least) {
  Strings out;
  for (const Pair& pair : pairs) {
    if (!tokens.contains(pair.front) || !tokens.contains(pair.back)) {
      out.push_back(std::string(pair.front) + " on " + pair.back + ": no such colour");
      continue;
    }
    const double reached = contrast(tokens.at(pair.front), tokens.at(pair.back));
    if (reached < least) {
      out.push_back(std::string(pair.front) + " on " + pair.back + ": " + std::to_string(reached));
    }
  }
  return out;
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

TEST_CASE("text and what must be seen stand out from their grounds, in light and in dark") {
  REQUIRE(light_tokens().size() > 15);
  REQUIRE(dark_tokens() != light_tokens());
  CHECK(one_a_line(too_weak(light_tokens(), texts, 4.5)) == "");
  CHECK(one_a_line(too_weak(dark_tokens(), texts, 4.5)) == "");
  CHECK(one_a_line(too_weak(light_tokens(), marks, 3)) == "");
  CHECK(one_a_line(too_weak(dark_tokens(), marks, 3)) == "");
}

TEST_CASE("the browser's own frame has the colour of the page") {
  const std::string frame = read_text(theme + "/templates/khung.html");
  for (const Tokens& tokens : {light_tokens(), dark_tokens()}) {
    INFO(tokens.at("giay"));
    CHECK(frame.find("name=\"theme-color\" content=\"#" + tokens.at("giay") + "\"") !=
          std::string::npos);
  }
}
