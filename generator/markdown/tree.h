// A parsed body: the one place where the parser is set up and its handles are owned.
#pragma once

#include <cmark-gfm.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::markdown {

/// What a node is, those of the extensions included.
enum class Kind : std::uint8_t {
  document,
  quote,
  list,
  item,
  task,
  code_block,
  html_block,
  paragraph,
  heading,
  rule,
  footnote_text,
  table,
  table_head,
  table_row,
  table_cell,
  text,
  soft_break,
  line_break,
  code,
  html_inline,
  emphasis,
  strong,
  strikethrough,
  link,
  image,
  footnote_mark,
  other,
};

Kind kind_of(cmark_node* node);

struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct IteratorDeleter {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Tree = std::unique_ptr<cmark_node, NodeDeleter>;
using Iterator = std::unique_ptr<cmark_iter, IteratorDeleter>;

/// Parses CommonMark with tables, task lists, strikethrough, bare addresses and footnotes. Bytes
/// that are not UTF-8, and NUL, become U+FFFD. Safe to call from several threads.
Tree parse_tree(std::string_view body);

/// The text under `node` without any markup; marks of footnotes and raw HTML are left out, line
/// ends are spaces.
std::string plain_text(cmark_node* node);

/// What the node says: the text of a text node, the name of a footnote. "" when it says nothing.
std::string_view literal_of(cmark_node* node);

/// Of a task: it is ticked.
bool is_done(cmark_node* task);

/// Of a table, a column each: 'l', 'c', 'r', or 0 where none was asked for.
std::vector<int> alignments_of(cmark_node* table);

}  // namespace minhbach::markdown
