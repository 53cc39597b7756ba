// Marks inside a line: emphasis, links, pictures; and what is dropped there.
#include "markdown/escape.h"
#include "markdown/messages.h"
#include "markdown/renderer.h"
#include "markdown/target.h"
#include "text/typography.h"

#include <utility>

namespace minhbach::markdown {
namespace {

/// In place of a title: that the picture says nothing and is passed over when read out.
constexpr std::string_view decoration_mark = "trang trí";

std::string_view url_of(cmark_node* node) {
  const char* url = cmark_node_get_url(node);
  return url ? std::string_view(url) : std::string_view();
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

void Renderer::enter_inline(Kind kind, cmark_node* node) {
  switch (kind) {
    case Kind::text: text(node); break;
    case Kind::soft_break: put("\n"); break;
    case Kind::line_break: put("<br>\n"); break;
    case Kind::code:
      put("<code>");
      append_escaped(out_.html, literal_of(node));
      put("</code>");
      break;
    case Kind::html_inline: html_inline(node); break;
    case Kind::emphasis: put("<em>"); break;
    case Kind::strong: put("<strong>"); break;
    case Kind::strikethrough: put("<del>"); break;
    case Kind::link: enter_link(node); break;
    case Kind::footnote_mark: footnote_mark(node); break;
    default: break;
  }
}

void Renderer::leave_inline(Kind kind, cmark_node* node) {
  switch (kind) {
    case Kind::emphasis: put("</em>"); break;
    case Kind::strong: put("</strong>"); break;
    case Kind::strikethrough: put("</del>"); break;
    case Kind::link: leave_link(node); break;
    default: break;
  }
}

void Renderer::text(cmark_node* node) {
  std::string_view written = literal_of(node);
  report_unknown_footnotes(node, written, problems_);
  const std::size_t left_out = std::min(std::exchange(prefix_left_, 0), written.size());
  written.remove_prefix(left_out);
  for (std::size_t from = 0; from <= written.size();) {
    const std::size_t kept = text::find_number_space(written, from);
    append_escaped(out_.html, written.substr(from, kept - from));
    if (kept < written.size()) put("\u00A0");
    from = kept + 1;
  }
}

// Comments go without a word, and so does an end tag: its start tag was spoken of.
void Renderer::html_inline(cmark_node* node) {
  const std::string_view html = literal_of(node);
  if (html.starts_with("<!--") || html.starts_with("</")) return;
  problems_.add(messages::html_tag_dropped, place_of(node), {quote(html)});
}

void Renderer::append_title(cmark_node* node) {
  const char* title = cmark_node_get_title(node);
  if (!title || !*title) return;
  put(" title=\"");
  append_escaped(out_.html, title);
  put("\"");
}

void Renderer::enter_link(cmark_node* node) {
  const std::string_view url = url_of(node);
  const TargetKind kind = classify_target(url);
  link_open_ = false;
  switch (kind) {
    case TargetKind::empty:
      problems_.add(messages::link_without_target, place_of(node), {quote(plain_text(node))});
      return;
    case TargetKind::refused:
      problems_.add(messages::link_refused, place_of(node), {quote(url)});
      return;
    case TargetKind::host_only:
      problems_.add(messages::link_without_scheme, place_of(node), {quote(url)});
      return;
    case TargetKind::site:
      put("<a");
      out_.slots.push_back(
          {out_.html.size(), false, std::string(url), place_of(node), plain_text(node)});
      break;
    case TargetKind::external:
    case TargetKind::contact:
      put("<a href=\"");
      append_escaped_url(out_.html, url);
      put("\"");
      break;
  }
  append_title(node);
  if (kind == TargetKind::external) put(" rel=\"noopener external\"");
  put(">");
  link_open_ = true;
  link_text_at_ = out_.html.size();
}

void Renderer::leave_link(cmark_node* node) {
  if (!link_open_) return;
  link_open_ = false;
  if (out_.html.size() == link_text_at_) {
    problems_.add(messages::link_without_text, place_of(node), {quote(url_of(node))});
  }
  put("</a>");
}

void Renderer::image(cmark_node* node) {
  const std::string_view url = url_of(node);
  const std::string description = plain_text(node);
  const char* const title = cmark_node_get_title(node);
  const bool is_decoration = title != nullptr && std::string_view(title) == decoration_mark;
  if (is_blank(description) && !is_decoration)
    problems_.add(messages::image_without_text, place_of(node), {quote(url)});
  if (classify_target(url) != TargetKind::site) {
    problems_.add(messages::image_from_elsewhere, place_of(node), {quote(url)});
    append_escaped(out_.html, description);
    return;
  }
  put("<picture>");
  out_.slots.push_back({out_.html.size(), true, std::string(url), place_of(node), description});
  put(" alt=\"");
  append_escaped(out_.html, description);
  put("\"");
  if (!is_decoration) append_title(node);
  // The first one of the page's own text is likely to be in sight at once.
  const bool may_wait = !is_body_ || std::exchange(has_picture_, true);
  put(may_wait ? " loading=\"lazy\"></picture>" : "></picture>");
}

}  // namespace minhbach::markdown
