// Edits the reference's tree where we differ on purpose, then lets the reference render it.
#include "reference.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstdlib>
#include <vector>

#include "markdown/target.h"

namespace {

using minhbach::markdown::classify_target;
using minhbach::markdown::TargetKind;

void replace_by_children(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  cmark_node_free(node);
}

bool is_kept(cmark_node* link) {
  const TargetKind kind = classify_target(cmark_node_get_url(link));
  if (cmark_node_get_type(link) == CMARK_NODE_IMAGE) return kind == TargetKind::site;
  return kind == TargetKind::site || kind == TargetKind::external || kind == TargetKind::contact;
}

void work_in_differences(cmark_node* root) {
  std::vector<cmark_node*> raw;
  std::vector<cmark_node*> refused;
  cmark_iter* iterator = cmark_iter_new(root);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iterator);
    const bool leaves = cmark_iter_get_event_type(iterator) == CMARK_EVENT_EXIT;
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_HTML_INLINE: raw.push_back(node); break;
      case CMARK_NODE_LINK:
      case CMARK_NODE_IMAGE:
        if (leaves && !is_kept(node)) refused.push_back(node);
        break;
      case CMARK_NODE_HEADING:
        if (cmark_node_get_heading_level(node) == 1) cmark_node_set_heading_level(node, 2);
        break;
      default: break;
    }
  }
  cmark_iter_free(iterator);
  for (cmark_node* node : raw) cmark_node_free(node);
  for (cmark_node* node : refused) replace_by_children(node);
}

}  // namespace

std::string reference_html(std::string_view markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8);
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  cmark_node* root = cmark_parser_finish(parser);
  work_in_differences(root);
  char* html =
      cmark_render_html(root, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
  std::string out(html);
  std::free(html);
  cmark_node_free(root);
  cmark_parser_free(parser);
  return out;
}
