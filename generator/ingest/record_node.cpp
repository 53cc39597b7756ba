// Values to nodes.
#include "ingest/record_node.h"

#include <fmt/format.h>

#include "schema/read_values.h"

namespace minhbach::ingest {
namespace {

Node scalar(Node::Kind kind, std::string text) {
  Node out;
  out.kind = kind;
  out.text = std::move(text);
  return out;
}

Node mapping_of(const std::vector<schema::Field>& fields, std::span<const FieldValue> values);

Node node_of(const schema::Field& field, const FieldValue& value) {
  switch (value.kind) {
    case FieldValue::Kind::absent:
    case FieldValue::Kind::null: return scalar(Node::Kind::null, {});
    case FieldValue::Kind::undisclosed:
      return scalar(Node::Kind::text, std::string(schema::undisclosed_word));
    case FieldValue::Kind::boolean:
      return scalar(Node::Kind::boolean, value.boolean ? "true" : "false");
    case FieldValue::Kind::integer:
      return scalar(Node::Kind::number, fmt::format("{}", value.integer));
    case FieldValue::Kind::number:
      return scalar(Node::Kind::number, fmt::format("{}", value.number));
    case FieldValue::Kind::text: return scalar(Node::Kind::text, std::string(value.text()));
    case FieldValue::Kind::group: return mapping_of(field.children, value.children());
    case FieldValue::Kind::list: break;
  }
  Node out;
  out.kind = Node::Kind::sequence;
  for (const FieldValue& item : value.children())
    out.items.push_back(node_of(field.children.front(), item));
  return out;
}

Node mapping_of(const std::vector<schema::Field>& fields, std::span<const FieldValue> values) {
  Node out;
  out.kind = Node::Kind::mapping;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].kind == FieldValue::Kind::absent) continue;
    set_member(out, fields[i].name, node_of(fields[i], values[i]));
  }
  return out;
}

}  // namespace

Node record_node(const schema::Type& type, std::span<const FieldValue> values) {
  return mapping_of(type.fields, values);
}

Node text_node(std::string_view text) { return scalar(Node::Kind::text, std::string(text)); }

void set_member(Node& mapping, std::string_view key, Node value) {
  for (Member& member : mapping.members) {
    if (member.key == key) {
      member.value = std::move(value);
      return;
    }
  }
  mapping.members.push_back({std::string(key), 0, 0, std::move(value)});
}

}  // namespace minhbach::ingest
