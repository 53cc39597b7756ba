// Walks a parsed body once and writes its HTML.
#pragma once

#include "markdown/anchors.h"
#include "markdown/footnotes.h"
#include "markdown/markdown.h"
#include "markdown/problems.h"
#include "markdown/tree.h"

namespace minhbach::markdown {

/// One use: construct, `run`. The walk keeps no call stack, so depth costs nothing; a body nested
/// past the limit is refused all the same, since no reader could follow it.
class Renderer {
 public:
  Renderer(const Options& options, Problems& problems)
      : english_(options.language == Language::en),
        problems_(problems),
        anchors_(options.id_prefix),
        is_body_(options.id_prefix.empty()) {}

  Document run(cmark_node* root);

 private:
  // render_blocks.cpp
  void enter_block(Kind kind, cmark_node* node);
  void leave_block(Kind kind, cmark_node* node);
  void enter_list(cmark_node* node);
  void enter_task(cmark_node* node);
  void code_block(cmark_node* node);
  void html_block(cmark_node* node);
  void enter_paragraph(cmark_node* node);
  void leave_paragraph(cmark_node* node);
  void enter_heading(cmark_node* node);
  void leave_heading();

  // render_tables.cpp
  bool is_caption(cmark_node* paragraph) const;
  /// Bytes of the caption's first text that are not shown.
  std::size_t caption_prefix(cmark_node* paragraph) const;
  void open_table(bool with_caption);
  void enter_table(Kind kind, cmark_node* node);
  void leave_table(Kind kind, cmark_node* node);
  void enter_cell(cmark_node* node);

  // render_footnotes.cpp
  void footnote_mark(cmark_node* node);
  void enter_footnote();
  void leave_footnote();
  void append_back_links();

  // render_inlines.cpp
  void enter_inline(Kind kind, cmark_node* node);
  void leave_inline(Kind kind, cmark_node* node);
  void text(cmark_node* node);
  void html_inline(cmark_node* node);
  void enter_link(cmark_node* node);
  void leave_link(cmark_node* node);
  void image(cmark_node* node);
  void append_title(cmark_node* node);

  /// Starts a new line unless one was just started.
  void new_line() {
    if (!out_.html.empty() && out_.html.back() != '\n') out_.html += '\n';
  }
  void put(std::string_view html) { out_.html += html; }
  std::string_view word(std::string_view vi, std::string_view en) const {
    return english_ ? en : vi;
  }
  /// Where the node starts, as near as the parser tells.
  Place place_of(cmark_node* node);

  bool english_;
  Problems& problems_;
  Anchors anchors_;
  Footnotes footnotes_;
  Document out_;
  bool is_body_;              ///< And not a field, which stands further down the page.
  bool has_picture_ = false;  ///< One has been written.

  int last_level_ = 1;           ///< Of the heading before; the page's title stands above the body.
  int heading_level_ = 0;        ///< Of the open heading, as rendered.
  std::size_t prefix_left_ = 0;  ///< Bytes of the next text that a caption leaves out.
  bool caption_open_ = false;
  int tables_ = 0;
  bool in_head_ = false;    ///< Inside a table's heading row.
  bool body_open_ = false;  ///< <tbody> was written for the open table.
  std::vector<int> alignments_;
  std::size_t column_ = 0;
  std::string cell_tag_;
  int footnote_ = 0;  ///< Number of the open footnote; 0 outside.
  bool back_links_due_ = false;
  bool link_open_ = false;  ///< An <a> is open: no other may start inside.
  std::size_t link_text_at_ = 0;
};

}  // namespace minhbach::markdown
