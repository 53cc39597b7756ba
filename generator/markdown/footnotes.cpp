// Counts footnote marks, and compares the footnotes written with those that came through.
#include "markdown/footnotes.h"

#include <unordered_set>

#include "markdown/messages.h"

namespace minhbach::markdown {
namespace {

/// `[^name]:` at the start of a line, after indentation and quote marks.
std::size_t footnote_text_at(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" >\t");
  if (start == std::string_view::npos || line.substr(start, 2) != "[^")
    return std::string_view::npos;
  const std::size_t end = line.find(']', start);
  const bool is_text = end != std::string_view::npos && end > start + 2 && end + 1 < line.size() &&
                       line[end + 1] == ':';
  return is_text ? start : std::string_view::npos;
}

/// The lines on which `[^name]:` is accounted for: footnote texts, and blocks shown or dropped as
/// they stand.
std::unordered_set<int> accounted_lines(cmark_node* root) {
  std::unordered_set<int> lines;
  const Iterator iterator(cmark_iter_new(root));
  for (;;) {
    const cmark_event_type event = cmark_iter_next(iterator.get());
    if (event == CMARK_EVENT_DONE) return lines;
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const Kind kind = kind_of(node);
    const int first = cmark_node_get_start_line(node);
    if (kind == Kind::footnote_text) lines.insert(first);
    if (kind == Kind::code_block || kind == Kind::html_block) {
      for (int line = first; line <= cmark_node_get_end_line(node); ++line) lines.insert(line);
    }
  }
}

}  // namespace

void Footnotes::count(cmark_node* root) {
  const Iterator iterator(cmark_iter_new(root));
  for (;;) {
    const cmark_event_type event = cmark_iter_next(iterator.get());
    if (event == CMARK_EVENT_DONE) return;
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (event == CMARK_EVENT_ENTER && kind_of(node) == Kind::footnote_mark) {
      ++marks_[std::string(literal_of(node))].all;
    }
  }
}

int Footnotes::marks_of(std::string_view number) const {
  const auto found = marks_.find(std::string(number));
  return found == marks_.end() ? 0 : found->second.all;
}

int Footnotes::next_mark(std::string_view number) { return ++marks_[std::string(number)].seen; }

void report_lost_footnotes(std::string_view body, cmark_node* root, Problems& problems) {
  if (body.find("[^") == std::string_view::npos) return;
  const std::unordered_set<int> accounted = accounted_lines(root);
  for (int number = 1; !body.empty(); ++number) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::size_t at = footnote_text_at(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    if (at == std::string_view::npos || accounted.contains(number)) continue;
    problems.add(messages::footnote_unused, problems.place(number, static_cast<int>(at) + 1));
  }
}

void report_unknown_footnotes(cmark_node* node, std::string_view text, Problems& problems) {
  constexpr int lines_searched = 50;
  constexpr std::size_t longest_line_searched = 10'000;
  for (std::size_t at = text.find("[^"); at != std::string_view::npos;
       at = text.find("[^", at + 2)) {
    const std::size_t end = text.find(']', at);
    if (end == std::string_view::npos) return;
    const std::string_view mark = text.substr(at, end + 1 - at);
    if (mark.size() == 3) continue;
    cmark_node* placed = node;
    while (placed && cmark_node_get_start_line(placed) == 0) placed = cmark_node_parent(placed);
    if (!placed) return;
    const int first = cmark_node_get_start_line(placed);
    for (int line = first; line < first + lines_searched; ++line) {
      const std::string_view written = problems.line(line);
      if (written.size() > longest_line_searched) break;
      const std::size_t column = written.find(mark);
      if (column == std::string_view::npos) continue;
      // `\[^1]` gives the same text, but is meant as text.
      if (column == 0 || written[column - 1] != '\\') {
        problems.add(messages::footnote_unknown, problems.place(line, static_cast<int>(column) + 1),
                     {std::string(mark)});
      }
      break;
    }
  }
}

}  // namespace minhbach::markdown
