// The parser behind a small door: extensions registered once, node kinds named, threads kept apart.
#include "markdown/tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <vector>

#include "text/utf8.h"

namespace minhbach::markdown {
namespace {

struct ParserDeleter {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
using Parser = std::unique_ptr<cmark_parser, ParserDeleter>;

/// The extensions, and the node types they were given when they were registered.
struct Extensions {
  cmark_syntax_extension* table = nullptr;
  cmark_syntax_extension* task = nullptr;
  cmark_syntax_extension* strikethrough = nullptr;
  cmark_syntax_extension* autolink = nullptr;
  int table_type = -1;
  int row_type = -1;
  int cell_type = -1;
  int strikethrough_type = -1;
};

cmark_syntax_extension* find_extension(const char* name) {
  cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
  if (!extension) throw std::runtime_error(std::string("Markdown extension missing: ") + name);
  return extension;
}

Tree parse_with(const std::vector<cmark_syntax_extension*>& extensions, std::string_view body) {
  // Nearly all bodies are UTF-8 at a glance, which takes less than the parser's own look.
  const bool is_utf8 = text::plain_prefix(body) == body.size();
  const Parser parser(
      cmark_parser_new(CMARK_OPT_FOOTNOTES | (is_utf8 ? 0 : CMARK_OPT_VALIDATE_UTF8)));
  for (cmark_syntax_extension* extension : extensions) {
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  cmark_parser_feed(parser.get(), body.data(), body.size());
  return Tree(cmark_parser_finish(parser.get()));
}

/// The library does not tell its extensions' node types, so a small text that has each is asked.
Extensions load_extensions() {
  cmark_gfm_core_extensions_ensure_registered();
  Extensions out;
  out.table = find_extension("table");
  out.task = find_extension("tasklist");
  out.strikethrough = find_extension("strikethrough");
  out.autolink = find_extension("autolink");
  const Tree sample = parse_with({out.table, out.strikethrough}, "|~a~|\n|-|\n|b|\n");
  const Iterator iterator(cmark_iter_new(sample.get()));
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const std::string_view name = cmark_node_get_type_string(node);
    const int type = cmark_node_get_type(node);
    if (name == "table") out.table_type = type;
    if (name == "table_row") out.row_type = type;
    if (name == "table_cell") out.cell_type = type;
    if (name == "strikethrough") out.strikethrough_type = type;
  }
  return out;
}

const Extensions& extensions() {
  static const Extensions loaded = load_extensions();
  return loaded;
}

/// Version 0.29.0.gfm.6 keeps the characters that start an extension's marks in one table for the
/// whole process, and changes it while it parses a body with such an extension. Bodies that need
/// one are therefore parsed alone; the others, which are most, are parsed side by side.
std::shared_mutex marks_table;

}  // namespace

Kind kind_of(cmark_node* node) {
  const int type = cmark_node_get_type(node);
  switch (type) {
    case CMARK_NODE_DOCUMENT: return Kind::document;
    case CMARK_NODE_BLOCK_QUOTE: return Kind::quote;
    case CMARK_NODE_LIST: return Kind::list;
    case CMARK_NODE_ITEM:
      return cmark_node_get_syntax_extension(node) == extensions().task ? Kind::task : Kind::item;
    case CMARK_NODE_CODE_BLOCK: return Kind::code_block;
    case CMARK_NODE_HTML_BLOCK: return Kind::html_block;
    case CMARK_NODE_PARAGRAPH: return Kind::paragraph;
    case CMARK_NODE_HEADING: return Kind::heading;
    case CMARK_NODE_THEMATIC_BREAK: return Kind::rule;
    case CMARK_NODE_FOOTNOTE_DEFINITION: return Kind::footnote_text;
    case CMARK_NODE_TEXT: return Kind::text;
    case CMARK_NODE_SOFTBREAK: return Kind::soft_break;
    case CMARK_NODE_LINEBREAK: return Kind::line_break;
    case CMARK_NODE_CODE: return Kind::code;
    case CMARK_NODE_HTML_INLINE: return Kind::html_inline;
    case CMARK_NODE_EMPH: return Kind::emphasis;
    case CMARK_NODE_STRONG: return Kind::strong;
    case CMARK_NODE_LINK: return Kind::link;
    case CMARK_NODE_IMAGE: return Kind::image;
    case CMARK_NODE_FOOTNOTE_REFERENCE: return Kind::footnote_mark;
    default: break;
  }
  const Extensions& known = extensions();
  if (type == known.cell_type) return Kind::table_cell;
  if (type == known.row_type) {
    return cmark_gfm_extensions_get_table_row_is_header(node) ? Kind::table_head : Kind::table_row;
  }
  if (type == known.table_type) return Kind::table;
  if (type == known.strikethrough_type) return Kind::strikethrough;
  return Kind::other;
}

Tree parse_tree(std::string_view body) {
  const Extensions& known = extensions();
  std::vector<cmark_syntax_extension*> wanted{known.table, known.task};
  if (body.find('~') != std::string_view::npos) wanted.push_back(known.strikethrough);
  if (body.find("://") != std::string_view::npos || body.find("www.") != std::string_view::npos ||
      body.find('@') != std::string_view::npos) {
    wanted.push_back(known.autolink);
  }
  if (wanted.size() == 2) {
    const std::shared_lock lock(marks_table);
    return parse_with(wanted, body);
  }
  const std::unique_lock lock(marks_table);
  return parse_with(wanted, body);
}

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal ? std::string_view(literal) : std::string_view();
}

std::string plain_text(cmark_node* node) {
  std::string out;
  const Iterator iterator(cmark_iter_new(node));
  for (;;) {
    const cmark_event_type event = cmark_iter_next(iterator.get());
    if (event == CMARK_EVENT_DONE) return out;
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* inner = cmark_iter_get_node(iterator.get());
    switch (kind_of(inner)) {
      case Kind::text:
      case Kind::code: out += literal_of(inner); break;
      case Kind::soft_break:
      case Kind::line_break: out += ' '; break;
      default: break;
    }
  }
}

bool is_done(cmark_node* task) { return cmark_gfm_extensions_get_tasklist_item_checked(task); }

std::vector<int> alignments_of(cmark_node* table) {
  const std::uint8_t* letters = cmark_gfm_extensions_get_table_alignments(table);
  return std::vector<int>(letters, letters + cmark_gfm_extensions_get_table_columns(table));
}

}  // namespace minhbach::markdown
