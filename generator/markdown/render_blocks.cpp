// Blocks: paragraphs, headings, lists, quotes, code.
#include "markdown/escape.h"
#include "markdown/limits.h"
#include "markdown/messages.h"
#include "markdown/renderer.h"

namespace minhbach::markdown {
namespace {

/// A short list's items hold their text without paragraphs.
bool is_in_tight_list(cmark_node* paragraph) {
  cmark_node* item = cmark_node_parent(paragraph);
  cmark_node* list = item ? cmark_node_parent(item) : nullptr;
  return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

bool is_only_comment(std::string_view html) {
  const std::size_t end = html.find("-->");
  return html.starts_with("<!--") && end != std::string_view::npos &&
         html.find_first_not_of(" \t\r\n", end + 3) == std::string_view::npos;
}

bool nests(Kind kind) {
  switch (kind) {
    case Kind::quote:
    case Kind::list:
    case Kind::footnote_text:
    case Kind::emphasis:
    case Kind::strong:
    case Kind::strikethrough:
    case Kind::link:
    case Kind::image: return true;
    default: return false;
  }
}

}  // namespace

Document Renderer::run(cmark_node* root) {
  footnotes_.count(root);
  const Iterator iterator(cmark_iter_new(root));
  int depth = 0;
  for (;;) {
    const cmark_event_type event = cmark_iter_next(iterator.get());
    if (event == CMARK_EVENT_DONE) break;
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const Kind kind = kind_of(node);
    const bool is_inline = kind >= Kind::text;
    if (event == CMARK_EVENT_EXIT) {
      if (nests(kind)) --depth;
      is_inline ? leave_inline(kind, node) : leave_block(kind, node);
      continue;
    }
    if (kind == Kind::image) {
      image(node);
      // What stands between its brackets is alternative text, already written.
      cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
      continue;
    }
    if (nests(kind) && ++depth > deepest_nesting) {
      problems_.add(messages::markdown_too_deep, place_of(node), {std::to_string(deepest_nesting)});
      return {};
    }
    is_inline ? enter_inline(kind, node) : enter_block(kind, node);
  }
  if (footnote_ > 0) put("</ol>\n</section>\n");
  out_.anchors = anchors_.sorted();
  return std::move(out_);
}

Place Renderer::place_of(cmark_node* node) {
  while (node && cmark_node_get_start_line(node) == 0) node = cmark_node_parent(node);
  if (!node) return problems_.place(1, 0);
  return problems_.place(cmark_node_get_start_line(node), cmark_node_get_start_column(node));
}

void Renderer::enter_block(Kind kind, cmark_node* node) {
  switch (kind) {
    case Kind::quote:
      new_line();
      put("<blockquote>\n");
      break;
    case Kind::list: enter_list(node); break;
    case Kind::item:
      new_line();
      put("<li>");
      break;
    case Kind::task: enter_task(node); break;
    case Kind::code_block: code_block(node); break;
    case Kind::html_block: html_block(node); break;
    case Kind::paragraph: enter_paragraph(node); break;
    case Kind::heading: enter_heading(node); break;
    case Kind::rule:
      new_line();
      put("<hr>\n");
      break;
    case Kind::footnote_text: enter_footnote(); break;
    default: enter_table(kind, node); break;
  }
}

void Renderer::leave_block(Kind kind, cmark_node* node) {
  switch (kind) {
    case Kind::quote:
      new_line();
      put("</blockquote>\n");
      break;
    case Kind::list:
      put(cmark_node_get_list_type(node) == CMARK_BULLET_LIST ? "</ul>\n" : "</ol>\n");
      break;
    case Kind::item:
    case Kind::task: put("</li>\n"); break;
    case Kind::paragraph: leave_paragraph(node); break;
    case Kind::heading: leave_heading(); break;
    case Kind::footnote_text: leave_footnote(); break;
    default: leave_table(kind, node); break;
  }
}

void Renderer::enter_list(cmark_node* node) {
  new_line();
  if (cmark_node_get_list_type(node) == CMARK_BULLET_LIST) {
    put("<ul>\n");
    return;
  }
  const int start = cmark_node_get_list_start(node);
  if (start == 1) {
    put("<ol>\n");
  } else {
    put("<ol start=\"" + std::to_string(start) + "\">\n");
  }
}

// A symbol with a name rather than a disabled checkbox: it is heard while reading, keeps its
// contrast, and looks the same in print.
void Renderer::enter_task(cmark_node* node) {
  const bool done = is_done(node);
  new_line();
  put("<li class=\"viec\"><span class=\"");
  put(done ? "xong" : "chua-xong");
  put("\" role=\"img\" aria-label=\"");
  put(done ? word("Đã xong", "Done") : word("Chưa xong", "Not done"));
  put(done ? "\">☑</span> " : "\">☐</span> ");
}

// A wide block scrolls sideways, and the keyboard must reach it to do so.
void Renderer::code_block(cmark_node* node) {
  new_line();
  put("<pre tabindex=\"0\"><code");
  const char* fence = cmark_node_get_fence_info(node);
  const std::string_view info = fence ? fence : "";
  const std::string_view language = info.substr(0, info.find_first_of(" \t\r\n\f\v"));
  if (!language.empty()) {
    put(" class=\"language-");
    append_escaped(out_.html, language);
    put("\"");
  }
  put(">");
  append_escaped(out_.html, literal_of(node));
  put("</code></pre>\n");
}

void Renderer::html_block(cmark_node* node) {
  const std::string_view html = literal_of(node);
  if (is_only_comment(html)) return;
  problems_.add(messages::html_block_dropped, place_of(node),
                {quote(html.substr(0, html.find_first_of("\r\n")))});
}

void Renderer::enter_paragraph(cmark_node* node) {
  if (is_caption(node)) {
    open_table(true);
    prefix_left_ = caption_prefix(node);
    return;
  }
  const bool at_top = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
  if (at_top && out_.lead.empty()) out_.lead = plain_text(node);
  if (is_in_tight_list(node)) return;
  new_line();
  put("<p>");
}

void Renderer::leave_paragraph(cmark_node* node) {
  if (caption_open_) {
    caption_open_ = false;
    put("</caption>\n");
    return;
  }
  if (is_in_tight_list(node)) return;
  const bool ends_footnote =
      footnote_ > 0 && !cmark_node_next(node) &&
      cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_FOOTNOTE_DEFINITION;
  if (ends_footnote) {
    put(" ");
    append_back_links();
  }
  put("</p>\n");
}

void Renderer::enter_heading(cmark_node* node) {
  const int written = cmark_node_get_heading_level(node);
  const std::string text = plain_text(node);
  const Place place = place_of(node);
  heading_level_ = std::max(written, 2);
  if (text.empty()) problems_.add(messages::heading_without_text, place);
  if (written == 1) problems_.add(messages::heading_of_level_one, place, {quote(text)});

  const std::string id = anchors_.heading_id(text);
  const bool at_top = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
  if (at_top) {
    if (heading_level_ > last_level_ + 1) {
      problems_.add(messages::heading_level_skipped, place,
                    {quote(text), std::to_string(heading_level_), std::to_string(last_level_)});
    }
    last_level_ = heading_level_;
    if (!text.empty()) out_.outline.push_back({heading_level_, id, text});
  }
  new_line();
  put("<h" + std::to_string(heading_level_) + " id=\"");
  append_escaped(out_.html, id);
  put("\">");
}

void Renderer::leave_heading() { put("</h" + std::to_string(heading_level_) + ">\n"); }

}  // namespace minhbach::markdown
