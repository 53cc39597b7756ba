// Builds the Lục Nam portal and holds its plan against the data, the data against the source text.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "disk/memory_disk.h"
#include "disk/real_disk.h"
#include "pipeline/build_portal.h"
#include "support/borrowed_disk.h"
#include "support/catch.h"
#include "support/link_check.h"
#include "text/calendar.h"
#include "value/from_json.h"
#include "value/node.h"

using namespace minhbach;

namespace {

using Files = std::map<std::string, std::string>;

constexpr std::string_view plan_folder = "data/luc-nam/ke-hoach/minh-bach-2024";

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// A page's words: tags and references gone, blanks (also those that do not break) single.
std::string words_of(const std::string& html) {
  std::string text;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] != '<') {
      text += html[i];
      continue;
    }
    text += ' ';
    i = html.find('>', i);
  }
  for (const char* space : {"\u00A0", "\u202F"}) {
    for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space))
      text.replace(at, std::string_view(space).size(), " ");
  }
  return squeezed(undo_references(text));
}

const RealDisk& repository() {
  static const RealDisk disk(SOURCE_FOLDER);
  return disk;
}

Node read_node(const std::string& path) {
  const Result<std::string> bytes = repository().read(path);
  REQUIRE(bytes);
  const Result<Node> node = read_json(SourceText(path, *bytes));
  REQUIRE(node);
  return *node;
}

std::vector<Node> nodes_in(std::string_view folder) {
  std::vector<Diagnostic> problems;
  std::vector<Node> out;
  for (const FileEntry& file : repository().list(folder, problems))
    out.push_back(read_node(file.path));
  return out;
}

std::string text_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr ? found->text : std::string();
}

bool fonts_are_there() { return repository().is_folder("themes/cong-khai/node_modules"); }

/// The built portal; made once, because all tests look at the same.
const Files& portal() {
  static const Files files = [] {
    MemoryDisk output;
    Report report;
    const pipeline::Context ctx{
        repository(), report, {2, text::date_of_day(20639), false, true}};  // 2026-07-05
    const std::vector<std::string> ids{"luc-nam"};
    pipeline::build_portals(
        ctx, ids, [&](const std::string&) { return std::make_unique<BorrowedDisk>(output); });
    for (const Diagnostic& diagnostic : report.sorted()) {
      UNSCOPED_INFO(to_text(diagnostic, Language::vi));
    }
    REQUIRE_FALSE(report.has_errors());
    Files out;
    std::vector<Diagnostic> problems;
    for (const FileEntry& file : output.list("", problems))
      out[file.path] = *output.read(file.path);
    return out;
  }();
  return files;
}

#define REQUIRE_FONTS()                                                         \
  if (!fonts_are_there()) {                                                     \
    WARN("skipped: themes/cong-khai/node_modules is missing; run ./dev setup"); \
    return;                                                                     \
  }

std::string plan_page() {
  const auto found = portal().find("ke-hoach/minh-bach-2024/index.html");
  REQUIRE(found != portal().end());
  const std::size_t from = found->second.find("<main");
  return found->second.substr(from, found->second.find("</main>") - from);
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE(
    "the plan page shows the eight indicators in order, five with their target and three without") {
  REQUIRE_FONTS();
  const std::string words = words_of(plan_page());
  const std::vector<Node> indicators = nodes_in(std::string(plan_folder) + "/chi-tieu");
  REQUIRE(indicators.size() == 8);
  // As domain.md C2 of the plan's source has them; "" where no target was set.
  const std::vector<std::string> targets{"3,4", "50", "", "50,6", "", "57", "", "83"};
  std::size_t from = 0;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const std::string title = fmt::format("{}. {}", i + 1, text_of(indicators[i], "ten"));
    INFO(title);
    const std::size_t at = words.find(title, from);
    REQUIRE(at != std::string::npos);
    const std::string shown =
        targets[i].empty() ? "chưa giao chỉ tiêu" : "trên hoặc bằng " + targets[i];
    const std::size_t target = words.find(shown, at);
    CHECK(target < at + title.size() + 40);
    from = at + title.size();
  }
  CHECK(count_of(words, "chưa giao chỉ tiêu") == 3);
}

TEST_CASE("the plan page shows the nineteen tasks in order, each with who leads it and when") {
  REQUIRE_FONTS();
  const std::string page = plan_page();
  const std::string words = words_of(page);
  const std::vector<Node> tasks = nodes_in(std::string(plan_folder) + "/nhiem-vu");
  REQUIRE(tasks.size() == 19);
  std::size_t from = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const std::string title =
        fmt::format("{}. {}", text_of(tasks[i], "so"), text_of(tasks[i], "tom_tat"));
    INFO(title);
    const std::size_t at = words.find(title, from);
    REQUIRE(at != std::string::npos);
    from = at + title.size();
    const std::size_t end =
        i + 1 < tasks.size() ? words.find(text_of(tasks[i + 1], "so") + ". ", from) : from + 600;
    const std::string shown = words.substr(from, end - from);
    CHECK(shown.find("Thời gian " + text_of(tasks[i], "thoi_gian")) != std::string::npos);
    for (const Node& agency : tasks[i].find("chu_tri")->items) {
      const Node found = read_node("data/luc-nam/co-quan/" + agency.text + ".json");
      const bool is_named = shown.find(text_of(found, "ten")) != std::string::npos ||
                            shown.find(text_of(found, "ten_ngan")) != std::string::npos;
      CHECK(is_named);
    }
  }
  std::set<std::string> links;
  for (const HtmlAttribute& attribute : attributes_of(page)) {
    if (attribute.name == "href" && attribute.value.find("/nhiem-vu/") != std::string::npos)
      links.insert(attribute.value);
  }
  CHECK(links.size() == 19);
}

TEST_CASE("the plan page shows the two report duties with their dates as the plan has them") {
  REQUIRE_FONTS();
  const std::string words = words_of(plan_page());
  CHECK(words.find("trước ngày 02 của tháng đầu tiên quý tiếp theo và trước ngày 02/12 hằng năm") !=
        std::string::npos);
  CHECK(words.find("trước ngày 10 của tháng đầu tiên quý tiếp theo và trước ngày 10/12 hằng năm") !=
        std::string::npos);
  const Node plan = read_node(std::string(plan_folder) + "/ke-hoach.json");
  REQUIRE(plan.find("bao_cao")->items.size() == 2);
  for (const Node& report : plan.find("bao_cao")->items) {
    INFO(text_of(report, "ma"));
    CHECK(words.find(text_of(report, "ten")) != std::string::npos);
    CHECK(report.find("tan_suat")->items.size() == 2);
  }
}

TEST_CASE(
    "every link of the portal leads to a file and every anchor to an element, and nothing is "
    "loaded from elsewhere") {
  REQUIRE_FONTS();
  std::string problems;
  for (const std::string& problem : broken_links(portal(), "/")) problems += problem + "\n";
  CHECK(problems == "");
}

TEST_CASE(
    "what is made up or another body's is labelled on its page and not counted as the portal's "
    "own") {
  REQUIRE_FONTS();
  for (const char* path : {"hoi-dap/vi-du-hoi-dap/index.html", "poster/vi-du-poster/index.html"}) {
    INFO(path);
    const auto page = portal().find(path);
    REQUIRE(page != portal().end());
    CHECK(page->second.find("Nội dung minh họa") != std::string::npos);
  }
  const auto procedure = portal().find("thu-tuc/2.000815/index.html");
  REQUIRE(procedure != portal().end());
  CHECK(words_of(procedure->second).find("của cơ quan khác") != std::string::npos);
  CHECK(words_of(procedure->second).find("Bộ Tư pháp") != std::string::npos);
  CHECK(procedure->second.find("\"publisher\"") == std::string::npos);
}

TEST_CASE("each task's text is the source's, but for the corrections it lists") {
  std::string source_path;
  const std::filesystem::path seeds = SOURCE_FOLDER "/../shared/seeds";
  if (is_directory(seeds)) {
    for (const auto& entry : std::filesystem::directory_iterator(seeds)) {
      if (entry.path().filename().string().starts_with("002_")) source_path = entry.path().string();
    }
  }
  if (source_path.empty()) {
    WARN("skipped: the source documents do not lie beside the checkout");
    return;
  }
  std::vector<std::string> lines;
  std::ifstream in(source_path);
  for (std::string line; std::getline(in, line);) lines.push_back(line);

  for (const Node& task : nodes_in(std::string(plan_folder) + "/nhiem-vu")) {
    const std::string number = text_of(task, "so");
    INFO(number);
    // The third column of its rows; a row may be torn in two, and one cell may hold several tasks.
    const std::string range = text_of(task, "dong_goc");
    const std::size_t first = std::stoul(range);
    const std::size_t last = range.find('-') == std::string::npos
                                 ? first
                                 : std::stoul(range.substr(range.find('-') + 1));
    std::string cell;
    for (std::size_t line = first; line <= last; ++line) {
      const std::string& row = lines.at(line - 1);
      const std::size_t two = row.find('\t', row.find('\t') + 1);
      if (two == std::string::npos) continue;  // The empty line where the page broke.
      cell += row.substr(two + 1, row.find('\t', two + 1) - two - 1) + " ";
    }
    cell = squeezed(std::regex_replace(cell, std::regex("</?[bi]>"), ""));
    const std::size_t start = cell.find(number + ". ");
    REQUIRE(start != std::string::npos);
    std::string expected = cell.substr(start + number.size() + 2);
    const std::string next = fmt::format("{}.{}. ", number.substr(0, number.find('.')),
                                         std::stoi(number.substr(number.find('.') + 1)) + 1);
    expected = squeezed(expected.substr(0, expected.find(next)));
    if (const Node* corrections = task.find("ghi_chu_hieu_dinh")) {
      for (const Node& correction : corrections->items) {
        const std::string was = text_of(correction, "nguyen_van");
        if (const std::size_t at = expected.find(was); at != std::string::npos) {
          expected.replace(at, was.size(), text_of(correction, "hieu_dinh"));
        }
      }
    }
    std::string text = text_of(task, "noi_dung");
    std::erase(text, '*');  // Emphasis, <i> in the source.
    CHECK(squeezed(text) == expected);
  }
}
