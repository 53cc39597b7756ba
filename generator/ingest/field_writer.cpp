// Makes nodes with places, Markdown where the field is Markdown.
#include "ingest/field_writer.h"

#include <fmt/format.h>

#include "ingest/foreign_text.h"
#include "ingest/record_node.h"

namespace minhbach::ingest {
namespace {

void stamp(Node& node, const Node* at) {
  if (at == nullptr) return;
  node.line = at->line;
  node.column = at->column;
  for (Node& item : node.items) stamp(item, at);
  for (Member& member : node.members) {
    member.line = at->line;
    member.column = at->column;
    stamp(member.value, at);
  }
}

}  // namespace

Node number_node(double number) {
  Node out;
  out.kind = Node::Kind::number;
  out.text = fmt::format("{}", number);
  return out;
}

Node flag_node(bool value) {
  Node out;
  out.kind = Node::Kind::boolean;
  out.text = value ? "true" : "false";
  return out;
}

Node mapping() {
  Node out;
  out.kind = Node::Kind::mapping;
  return out;
}

FieldWriter::FieldWriter(const schema::Type& type, const Node& source)
    : type_(type), source_(source), out_(mapping()) {
  stamp(out_, &source_);
}

void FieldWriter::put(std::string_view field, std::string_view text, const Node* at) {
  if (!text.empty()) put(field, text_node(text), at);
}

void FieldWriter::put(std::string_view field, Node value, const Node* at) {
  const std::optional<std::size_t> index = type_.field(field);
  if (!index) {
    without_place_.emplace_back(field);
    return;
  }
  if (type_.fields[*index].kind == schema::FieldKind::markdown)
    value.text = markdown_of_text(value.text);
  stamp(value, at == nullptr ? &source_ : at);
  set_member(out_, field, std::move(value));
}

void FieldWriter::put_list(std::string_view field, const std::vector<std::string>& texts,
                           const Node* at) {
  if (texts.empty()) return;
  Node list;
  list.kind = Node::Kind::sequence;
  for (const std::string& text : texts) list.items.push_back(text_node(text));
  put(field, std::move(list), at);
}

void FieldWriter::append(std::string_view field, Node item, const Node& at) {
  stamp(item, &at);
  for (Member& member : out_.members) {
    if (member.key == field) return member.value.items.push_back(std::move(item));
  }
  Node list;
  list.kind = Node::Kind::sequence;
  list.items.push_back(std::move(item));
  put(field, std::move(list), &at);
}

void FieldWriter::put_in(Node& item, std::string_view list, std::string_view key,
                         std::string_view text) {
  const std::optional<std::size_t> index = type_.field(list);
  if (!index || text.empty()) return;
  for (const schema::Field& field : type_.fields[*index].children.front().children) {
    if (field.name != key) continue;
    const bool is_markdown = field.kind == schema::FieldKind::markdown;
    set_member(item, key, text_node(is_markdown ? markdown_of_text(text) : std::string(text)));
  }
}

}  // namespace minhbach::ingest
