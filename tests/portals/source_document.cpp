// Reads source documents and brings both them and the data's texts to one plain form.
#include "portals/source_document.h"

#include <filesystem>
#include <fstream>
#include <regex>

#include "portals/built_portal.h"

using namespace minhbach;

namespace {

/// A line, or in a row of a table its cell in the texts' column, without bullet, tags, emphasis and
/// footnotes.
std::string plain_line(std::string line, std::size_t column) {
  const bool is_row = column > 0 && line.find('\t') != std::string::npos;
  for (std::size_t i = 1; is_row && i < column; ++i) {
    const std::size_t tab = line.find('\t');
    line = tab == std::string::npos ? "" : line.substr(tab + 1);
  }
  if (is_row) line = line.substr(0, line.find('\t'));
  line = std::regex_replace(line, std::regex("</?[bi]>|\\[\\^[a-z0-9-]+\\]|\\*"), "");
  return std::regex_replace(line, std::regex("^\\s*- "), "");
}

bool meets(const std::string& range, const std::string& correction) {
  const auto [from, to] = line_range(range);
  const auto [first, last] = line_range(correction);
  return first <= to && last >= from;
}

/// Duties inside the plan's own record share its list of corrections.
void add_duties(const Node& plan, std::string_view key, std::vector<QuotedText>& out) {
  for (const Node& duty : items_of(plan, key)) {
    const std::string lines = text_of(duty, "dong_goc");
    std::vector<Node> corrections;
    for (const Node& correction : items_of(plan, "ghi_chu_hieu_dinh")) {
      if (meets(lines, text_of(correction, "dong"))) corrections.push_back(correction);
    }
    out.push_back({text_of(duty, "ma"), text_of(duty, "noi_dung"), lines, corrections});
  }
}

}  // namespace

std::pair<std::size_t, std::size_t> line_range(const std::string& range) {
  const std::size_t dash = range.find('-');
  const std::size_t first = std::stoul(range);
  return {first, dash == std::string::npos ? first : std::stoul(range.substr(dash + 1))};
}

std::vector<QuotedText> quoted_texts(const PlanSource& source) {
  const std::string folder = "data/" + source.portal + "/ke-hoach/" + source.plan;
  std::vector<QuotedText> out;
  for (const char* kind : {"/nhiem-vu", "/chu-de"}) {
    for (const Node& record : nodes_in(folder + kind)) {
      out.push_back({text_of(record, "id"), text_of(record, "noi_dung"),
                     text_of(record, "dong_goc"), items_of(record, "ghi_chu_hieu_dinh")});
    }
  }
  const Node plan = read_node(folder + "/ke-hoach.json");
  add_duties(plan, "nhiem_vu_chung", out);
  add_duties(plan, "bao_cao", out);
  return out;
}

std::optional<std::vector<std::string>> source_lines(std::string_view seed) {
  const std::filesystem::path folder = SOURCE_FOLDER "/../shared/seeds";
  if (!is_directory(folder)) return std::nullopt;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with(seed)) continue;
    std::vector<std::string> lines;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }
  return std::nullopt;
}

std::string corrected_source(const PlanSource& source, const std::vector<std::string>& lines,
                             const std::string& range, const std::vector<Node>& corrections) {
  const auto [first, last] = line_range(range);
  std::string text;
  for (std::size_t line = first; line <= last; ++line) {
    std::string plain = plain_line(lines.at(line - 1), source.column);
    for (const std::string& pattern : source.not_text)
      plain = std::regex_replace(plain, std::regex(pattern), "");
    text += plain + " ";
  }
  text = squeezed(text);
  for (const Node& correction : corrections) {
    const std::string was = text_of(correction, "nguyen_van");
    const std::string is = text_of(correction, "hieu_dinh");
    if (const std::size_t at = text.find(was); at != std::string::npos)
      text.replace(at, was.size(), is);
  }
  return text;
}

std::vector<std::string> plain_paragraphs(const std::string& markdown) {
  std::vector<std::string> out(1);
  std::size_t from = 0;
  while (from < markdown.size()) {
    const std::size_t end = std::min(markdown.find('\n', from), markdown.size());
    const std::string line = plain_line(markdown.substr(from, end - from), 0);
    if (squeezed(line).empty()) {
      out.emplace_back();
    } else {
      out.back() += line + " ";
    }
    from = end + 1;
  }
  for (std::string& paragraph : out) paragraph = squeezed(paragraph);
  std::erase(out, "");
  return out;
}
