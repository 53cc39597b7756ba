// Reads the repository's data and builds its portals in memory, each at most once.
#include "portals/built_portal.h"

#include <memory>

#include "base/diagnostic.h"
#include "disk/memory_disk.h"
#include "pipeline/build_portal.h"
#include "support/borrowed_disk.h"
#include "support/link_check.h"
#include "text/calendar.h"
#include "value/from_json.h"

using namespace minhbach;

const RealDisk& repository() {
  static const RealDisk disk(SOURCE_FOLDER);
  return disk;
}

std::vector<std::string> portal_ids() {
  std::vector<std::string> out;
  for (const std::string& id : repository().folders("site")) {
    if (repository().is_file("site/" + id + "/portal.json")) out.push_back(id);
  }
  return out;
}

const Files& portal(const std::string& output) {
  static std::map<std::string, Files> built;
  if (const auto found = built.find(output); found != built.end()) return found->second;
  std::map<std::string, MemoryDisk> disks;  // By output: "mau", "mau/en", "lang-giang@xuc-tien".
  Report report;
  const pipeline::Context ctx{
      repository(), report, {2, text::date_of_day(20639), false, true}};  // 2026-07-05
  const std::vector<std::string> ids{output.substr(0, output.find('@'))};
  pipeline::build_portals(ctx, ids, [&](const std::string& name) {
    return std::make_unique<BorrowedDisk>(disks[name]);
  });
  for (const Diagnostic& diagnostic : report.sorted()) {
    UNSCOPED_INFO(to_text(diagnostic, Language::vi));
  }
  REQUIRE_FALSE(report.has_errors());
  for (auto& [name, disk] : disks) {
    // Further languages lie in the folder of the first.
    const std::size_t slash = std::min(name.find('/'), name.size());
    const std::string folder = slash < name.size() ? name.substr(slash + 1) + "/" : "";
    Files& out = built[name.substr(0, slash)];
    std::vector<Diagnostic> problems;
    for (const FileEntry& file : disk.list("", problems))
      out[folder + file.path] = *disk.read(file.path);
  }
  return built.at(output);
}

std::string main_of(const Files& files, const std::string& path) {
  INFO(path);
  const auto page = files.find(path);
  REQUIRE(page != files.end());
  const std::size_t from = page->second.find("<main");
  return page->second.substr(from, page->second.find("</main>") - from);
}

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

Node read_node(const std::string& path) {
  INFO(path);
  const Result<std::string> bytes = repository().read(path);
  REQUIRE(bytes);
  const Result<Node> node = read_json(SourceText(path, *bytes));
  REQUIRE(node);
  return *node;
}

std::vector<Node> nodes_in(std::string_view folder) {
  std::vector<Diagnostic> problems;
  std::vector<Node> out;
  for (const FileEntry& file : repository().list(folder, problems)) {
    if (file.path.ends_with(".json")) out.push_back(read_node(file.path));
  }
  return out;
}

std::string text_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr ? found->text : std::string();
}

std::vector<Node> items_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr ? found->items : std::vector<Node>();
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

bool fonts_are_there() { return repository().is_folder("themes/cong-khai/node_modules"); }
