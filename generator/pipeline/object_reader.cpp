// Finds, checks and remembers.
#include "pipeline/object_reader.h"

#include <algorithm>

#include "pipeline/messages.h"

namespace minhbach::pipeline {
namespace {

std::pair<std::string, std::string> kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::boolean: return {"true hoặc false", "true or false"};
    case Node::Kind::sequence: return {"một danh sách [ ]", "a list [ ]"};
    case Node::Kind::mapping: return {"một đối tượng { }", "an object { }"};
    default: return {"văn bản trong dấu nháy kép", "text in double quotes"};
  }
}

}  // namespace

const Node* ObjectReader::any(std::string_view key, bool required) {
  known_.push_back(key);
  const Node* node = object_.find(key);
  if (node == nullptr && required) missing_.push_back(key);
  return node;
}

const Node* ObjectReader::find(std::string_view key, Node::Kind kind, bool required) {
  const Node* node = any(key, required);
  if (node == nullptr || node->kind == kind) return node;
  refuse_kind(key, *node, kind);
  return nullptr;
}

std::string ObjectReader::text(std::string_view key, bool required) {
  const Node* node = find(key, Node::Kind::text, required);
  return node != nullptr ? node->text : std::string();
}

bool ObjectReader::flag(std::string_view key) {
  const Node* node = find(key, Node::Kind::boolean, false);
  return node != nullptr && node->text == "true";
}

std::vector<const Node*> ObjectReader::objects(std::string_view key) {
  std::vector<const Node*> out;
  const Node* list = find(key, Node::Kind::sequence, false);
  if (list == nullptr) return out;
  for (const Node& item : list->items) {
    if (item.kind == Node::Kind::mapping) {
      out.push_back(&item);
    } else {
      refuse_kind(key, item, Node::Kind::mapping);
    }
  }
  return out;
}

void ObjectReader::refuse_kind(std::string_view key, const Node& node, Node::Kind wanted) {
  const auto [vi, en] = kind_name(wanted);
  add(messages::portal_value_wrong, node.line, node.column, {quote(key), vi, en});
}

void ObjectReader::refuse_the_rest() {
  for (const Member& member : object_.members) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    Diagnostic diagnostic = source_.diagnostic(messages::portal_key_unknown, member.line,
                                               member.column, {quote(member.key)});
    diagnostic.nearest = nearest_name(member.key, known_);
    std::erase(missing_, diagnostic.nearest);  // Misspelt, not missing.
    report_.add(std::move(diagnostic));
  }
  for (const std::string_view key : missing_) {
    add(messages::portal_key_missing, object_.line, object_.column, {quote(key)});
  }
}

}  // namespace minhbach::pipeline
