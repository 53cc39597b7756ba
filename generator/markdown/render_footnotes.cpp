// Footnotes: numbered marks, a section at the end, and ways back that say where they lead.
#include "markdown/escape.h"
#include "markdown/renderer.h"

namespace minhbach::markdown {
namespace {

// An underscore keeps these ids apart from those of headings, which are slugs.
std::string note_name(std::string_view number) { return "chu_thich_" + std::string(number); }

std::string mark_name(std::string_view number, int mark) {
  std::string name = "cho_" + note_name(number);
  if (mark > 1) name += "_" + std::to_string(mark);
  return name;
}

}  // namespace

void Renderer::footnote_mark(cmark_node* node) {
  const std::string number(literal_of(node));
  const std::string id = anchors_.fixed_id(mark_name(number, footnotes_.next_mark(number)));
  put("<sup class=\"chu-thich\"");
  if (link_open_) {
    put(" id=\"");
    append_escaped(out_.html, id);
    put("\">" + number + "</sup>");
    return;
  }
  put("><a href=\"#");
  append_escaped(out_.html, anchors_.fixed_id(note_name(number)));
  put("\" id=\"");
  append_escaped(out_.html, id);
  put("\" role=\"doc-noteref\" aria-label=\"");
  put(word("Chú thích ", "Note "));
  put(number + "\">" + number + "</a></sup>");
}

void Renderer::enter_footnote() {
  if (++footnote_ == 1) {
    new_line();
    put("<section class=\"cac-chu-thich\" role=\"doc-endnotes\" aria-label=\"");
    put(word("Chú thích", "Notes"));
    put("\">\n<ol>\n");
  }
  put("<li id=\"");
  append_escaped(out_.html, anchors_.fixed_id(note_name(std::to_string(footnote_))));
  put("\">\n");
  back_links_due_ = true;
}

void Renderer::append_back_links() {
  if (!back_links_due_) return;
  back_links_due_ = false;
  const std::string number = std::to_string(footnote_);
  const int marks = footnotes_.marks_of(number);
  for (int mark = 1; mark <= marks; ++mark) {
    if (mark > 1) put(" ");
    put("<a href=\"#");
    append_escaped(out_.html, anchors_.fixed_id(mark_name(number, mark)));
    put("\" class=\"tro-lai\" role=\"doc-backlink\" aria-label=\"");
    put(word("Quay lại chỗ có chú thích ", "Back to the mark of note "));
    put(number);
    if (mark > 1) {
      put(word(", lần ", ", mention "));
      put(std::to_string(mark));
    }
    put("\">↩</a>");
  }
}

void Renderer::leave_footnote() {
  if (back_links_due_) {
    new_line();
    put("<p>");
    append_back_links();
    put("</p>\n");
  }
  put("</li>\n");
}

}  // namespace minhbach::markdown
