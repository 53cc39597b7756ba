// The English pages of the starter: English words, and Vietnamese ones said to be Vietnamese.
#include <algorithm>

#include "portals/built_portal.h"

using namespace minhbach;

namespace {

/// The place's name, which has no English one; the language switch says "Tiếng Việt" itself.
std::string without_names(std::string text) {
  for (const std::string_view name : {"Ví Dụ", "’", "“", "”", "–", "…", "·", "≥", "≤", "\u00A0"}) {
    for (std::size_t at; (at = text.find(name)) != std::string::npos;) text.erase(at, name.size());
  }
  return text;
}

/// Whether it has letters that English has not. One alone stands over a part of the A–Z list.
bool is_vietnamese(const std::string& text) {
  std::string words = without_names(squeezed(text));
  constexpr std::string_view times = "×";  // A sign of every language.
  for (std::size_t at = words.find(times); at != std::string::npos; at = words.find(times))
    words.erase(at, times.size());
  const bool is_letter = words.size() <= 3;
  return !is_letter && std::any_of(words.begin(), words.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_void(std::string_view element) {
  static constexpr std::string_view names[] = {"meta",  "link",  "img",  "br",   "hr",
                                               "input", "track", "rect", "path", "!doctype"};
  return std::find(std::begin(names), std::end(names), element) != std::end(names);
}

/// The value of an attribute in a tag's inside; "" when it has none.
std::string attribute(std::string_view tag, std::string_view name) {
  const std::string start = " " + std::string(name) + "=\"";
  const std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = tag.substr(at + start.size());
  return std::string(rest.substr(0, rest.find('"')));
}

/// What is Vietnamese in a page's body outside all elements that say so.
std::vector<std::string> unmarked(const std::string& html) {
  std::vector<std::string> out;
  std::vector<std::pair<std::string, bool>> open;  // Element, and whether its words are English.
  const auto is_english = [&] { return open.empty() || open.back().second; };
  for (std::size_t at = std::min(html.find("<body"), html.size()); at < html.size();) {
    if (html[at] != '<') {
      const std::size_t end = std::min(html.find('<', at), html.size());
      const std::string text = html.substr(at, end - at);
      if (is_english() && is_vietnamese(text)) out.push_back(text);
      at = end;
      continue;
    }
    const std::size_t end = html.find('>', at);
    const std::string tag = html.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" /\n", 1));
    at = end + 1;
    if (tag.starts_with('/')) {
      while (!open.empty() && open.back().first != tag.substr(1)) open.pop_back();
      if (!open.empty()) open.pop_back();
      continue;
    }
    const std::string lang = attribute(tag, "lang");
    const bool english = lang.empty() ? is_english() : lang == "en";
    for (const char* words : {"aria-label", "alt", "title", "placeholder", "data-nhan"}) {
      if (english && is_vietnamese(attribute(tag, words))) out.push_back(attribute(tag, words));
    }
    if (!is_void(name) && !tag.ends_with('/')) open.emplace_back(name, english);
  }
  return out;
}

std::vector<std::string> english_pages(const Files& files) {
  std::vector<std::string> out;
  for (const auto& [path, bytes] : files) {
    if (path.starts_with("en/") && path.ends_with(".html")) out.push_back(path);
  }
  return out;
}

}  // namespace

TEST_CASE("no word of an English page is Vietnamese without saying so") {
  REQUIRE_FONTS();
  const Files& files = portal("mau");
  const std::vector<std::string> pages = english_pages(files);
  REQUIRE(pages.size() > 200);
  for (const std::string& page : pages) {
    INFO(page);
    CHECK(files.at(page).find("<html lang=\"en\">") != std::string::npos);
    CHECK(unmarked(files.at(page)) == std::vector<std::string>());
  }
}

TEST_CASE("the walk through English pages sees what is not said to be Vietnamese") {
  CHECK(unmarked("<body><p>Thủ tục</p></body>").size() == 1);
  CHECK(unmarked("<body><p lang=\"vi\">Thủ <b>tục</b></p><p>Tệp</p></body>").size() == 1);
  CHECK(unmarked("<body><img alt=\"Bản đồ\"><p>x</p></body>").size() == 1);
  CHECK(unmarked("<body><p>5 items · 2 July 2024</p><h2>Đ</h2></body>").empty());
}

TEST_CASE("labels, dates, counts and notices of English pages are English") {
  REQUIRE_FONTS();
  const Files& files = portal("mau");
  const std::string home = words_of(main_of(files, "en/index.html"));
  CHECK(home.find("1 item ") != std::string::npos);
  CHECK(home.find("2 items") != std::string::npos);
  CHECK(home.find("19 November 2026") != std::string::npos);
  CHECK(files.at("en/index.html").find("There is no Ví Dụ commune.") != std::string::npos);
  CHECK(files.at("en/index.html").find("75.5<small>%</small>") != std::string::npos);
  const std::string procedure = main_of(files, "en/thu-tuc/9.000002/index.html");
  CHECK(procedure.find("This page has not been translated into English.") != std::string::npos);
  CHECK(procedure.find(
            "<a href=\"/thu-tuc/9.000002/\" hreflang=\"vi\">Open the Vietnamese page</a>") !=
        std::string::npos);
  CHECK(procedure.find("Administrative procedure · 9.000002") != std::string::npos);
  CHECK(procedure.find("<h1><span lang=\"vi\">") != std::string::npos);
  CHECK(procedure.find("<strong>1\u00A0set</strong>") != std::string::npos);
}

TEST_CASE("a page that is not translated is told to nobody as a translation") {
  REQUIRE_FONTS();
  const Files& files = portal("mau");
  const auto has = [&](const std::string& page, std::string_view part) {
    INFO(page << ": " << part);
    return files.at(page).find(part) != std::string::npos;
  };
  const std::string original = "thu-tuc/9.000002/index.html";
  const std::string fallback = "en/" + original;
  const std::string canonical = files.at(original).substr(
      files.at(original).find("<link rel=\"canonical\""),
      files.at(original).find(">", files.at(original).find("<link rel=\"canonical\"")) -
          files.at(original).find("<link rel=\"canonical\""));
  CHECK(has(fallback, canonical));
  for (const std::string& page : {original, fallback})
    CHECK_FALSE(has(page, "<link rel=\"alternate\" hreflang=\"en\""));
  for (const std::string page : {"index.html", "en/index.html", "en/thu-tuc/index.html"})
    CHECK(has(page, "<link rel=\"alternate\" hreflang=\"en\""));
  CHECK(has("ve-trang-nay/index.html", "hreflang=\"en\""));
  const std::string address = "https://xa-vi-du.example/thu-tuc/9.000002/";
  CHECK(has(fallback, "\"url\": \"" + address + "\""));
  CHECK(has(fallback, "\"item\": \"" + address + "\""));
  CHECK(has("en/thu-tuc/atom.xml", "<id>" + address + "</id>"));
  CHECK(has("en/thu-tuc/atom.xml", "<entry xml:lang=\"vi\">"));
  CHECK(has("en/thu-tuc/feed.json", "\"url\":\"" + address + "\",\"language\":\"vi\""));
  CHECK_FALSE(has("thu-tuc/atom.xml", "<entry xml:lang"));
  CHECK_FALSE(has("en/sitemap.xml", "thu-tuc/9.000002/"));
  CHECK(has("en/sitemap.xml", "/en/thu-tuc/</loc>"));
}

TEST_CASE("of a plan's due dates the day and month are English") {
  REQUIRE_FONTS();
  const Files& files = portal("mau");
  const std::string plan = words_of(main_of(files, "en/ke-hoach/minh-bach-2026/index.html"));
  CHECK(plan.find("every year: before 10 December") != std::string::npos);
  CHECK(plan.find("every quarter: before day 5 of the first month") != std::string::npos);
  const std::string own = words_of(main_of(files, "ke-hoach/minh-bach-2026/index.html"));
  CHECK(own.find("hằng năm: trước ngày 10/12") != std::string::npos);
}

TEST_CASE("of a narrowed list's title only the value is Vietnamese") {
  REQUIRE_FONTS();
  const std::string list = main_of(portal("mau"), "en/thu-tuc/linh-vuc/chung-thuc/index.html");
  CHECK(list.find("<h1>Administrative procedures: <span lang=\"vi\">Chứng thực</span></h1>") !=
        std::string::npos);
}

TEST_CASE("the Vietnamese pages know nothing of it") {
  REQUIRE_FONTS();
  for (const auto& [path, html] : portal("mau")) {
    if (!path.ends_with(".html") || path.starts_with("en/")) continue;
    INFO(path);
    CHECK(html.find("<span lang=") == std::string::npos);
    CHECK(html.find("<div lang=") == std::string::npos);
  }
}

TEST_CASE("every type has English labels for all that readers see") {
  const auto check = [](const auto& self, const Node& schema, const std::string& where) -> void {
    INFO(where);
    const Node* all = schema.find("x-ban-dich");
    const Node* en = all ? all->find("en") : nullptr;
    for (const char* key : {"title", "x-nhan-lua-chon"}) {
      if (schema.find(key)) CHECK((en && en->find(key)));
    }
    for (const char* key : {"properties", "$defs"}) {
      const Node* below = schema.find(key);
      if (below == nullptr) continue;
      for (const Member& member : below->members)
        self(self, member.value, where + "." + member.key);
    }
    if (const Node* items = schema.find("items")) self(self, *items, where + "[]");
  };
  std::vector<Diagnostic> problems;
  for (const FileEntry& file : repository().list("site/types", problems)) {
    if (!file.path.ends_with(".schema.json")) continue;
    const Node type = read_node(file.path);
    check(check, type, file.path);
    const Node* all = type.find("x-ban-dich");
    REQUIRE(all);
    CHECK(all->find("en")->find("x-so-nhieu"));
  }
}
