// Tables: a region that scrolls, a caption from the paragraph before, headings with a scope.
#include "markdown/escape.h"
#include "markdown/renderer.h"

namespace minhbach::markdown {
namespace {

/// The bytes of "Bảng:" that introduce a caption and are not shown. A numbered one, "Bảng 2.", is
/// shown whole; then this is 0. npos when `text` is no caption.
std::size_t prefix_of(std::string_view text) {
  for (const std::string_view name : {"Bảng", "BẢNG", "Table"}) {
    if (!text.starts_with(name)) continue;
    std::size_t at = name.size();
    if (text.substr(at).starts_with(':')) {
      return std::min(text.find_first_not_of(' ', at + 1), text.size());
    }
    if (!text.substr(at).starts_with(' ')) continue;
    const std::size_t digits = ++at;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    while (at < text.size() && (is_digit(text[at]) || (at > digits && text[at] == '.'))) ++at;
    const bool ends = at > digits && (text[at - 1] == '.' || text.substr(at).starts_with(':'));
    if (ends) return 0;
  }
  return std::string_view::npos;
}

std::string_view first_text(cmark_node* paragraph) {
  cmark_node* first = cmark_node_first_child(paragraph);
  return first && kind_of(first) == Kind::text ? literal_of(first) : std::string_view();
}

std::string_view class_of(int alignment) {
  if (alignment == 'c') return " class=\"giua\"";
  return alignment == 'r' ? " class=\"phai\"" : "";
}

}  // namespace

bool Renderer::is_caption(cmark_node* paragraph) const {
  cmark_node* next = cmark_node_next(paragraph);
  return next && kind_of(next) == Kind::table &&
         prefix_of(first_text(paragraph)) != std::string_view::npos;
}

std::size_t Renderer::caption_prefix(cmark_node* paragraph) const {
  return prefix_of(first_text(paragraph));
}

void Renderer::open_table(bool with_caption) {
  const std::string number = std::to_string(++tables_);
  const std::string id = with_caption ? anchors_.fixed_id("bang_" + number) : "";
  new_line();
  put("<div class=\"bang\" role=\"region\" tabindex=\"0\" aria-label");
  if (with_caption) {
    put("ledby=\"");
    append_escaped(out_.html, id);
  } else {
    put("=\"");
    put(word("Bảng ", "Table "));
    put(number);
  }
  put("\">\n<table>\n");
  if (with_caption) {
    put("<caption id=\"");
    append_escaped(out_.html, id);
    put("\">");
  }
  caption_open_ = with_caption;
}

void Renderer::enter_table(Kind kind, cmark_node* node) {
  switch (kind) {
    case Kind::table: {
      cmark_node* before = cmark_node_previous(node);
      const bool opened = before && kind_of(before) == Kind::paragraph && is_caption(before);
      if (!opened) open_table(false);
      alignments_ = alignments_of(node);
      body_open_ = false;
      break;
    }
    case Kind::table_head:
      in_head_ = true;
      column_ = 0;
      put("<thead>\n<tr>\n");
      break;
    case Kind::table_row:
      if (!body_open_) put("<tbody>\n");
      body_open_ = true;
      column_ = 0;
      put("<tr>\n");
      break;
    case Kind::table_cell: enter_cell(node); break;
    default: break;
  }
}

// A column without a heading gets a plain cell: an empty heading says nothing to who hears it.
void Renderer::enter_cell(cmark_node* node) {
  const bool heads = in_head_ && cmark_node_first_child(node);
  cell_tag_ = heads ? "th" : "td";
  put("<" + cell_tag_);
  if (heads) put(" scope=\"col\"");
  if (column_ < alignments_.size()) put(class_of(alignments_[column_]));
  put(">");
  ++column_;
}

void Renderer::leave_table(Kind kind, cmark_node*) {
  switch (kind) {
    case Kind::table:
      if (body_open_) put("</tbody>\n");
      put("</table>\n</div>\n");
      break;
    case Kind::table_head:
      in_head_ = false;
      put("</tr>\n</thead>\n");
      break;
    case Kind::table_row: put("</tr>\n"); break;
    case Kind::table_cell: put("</" + cell_tag_ + ">\n"); break;
    default: break;
  }
}

}  // namespace minhbach::markdown
