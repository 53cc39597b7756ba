// The choices of a field (enum, const) and their labels.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "schema/keywords.h"
#include "schema/messages.h"
#include "schema/read_type.h"
#include "schema/schema_reader.h"

namespace minhbach::schema {
namespace {

bool is_whole(const Node& node) {
  double number = 0;
  std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
  return number == std::floor(number);
}

}  // namespace

void SchemaReader::add_choice(const Node& choice, Field& field, bool& null_is_choice) {
  bool fits = false;
  switch (field.kind) {
    case FieldKind::boolean: fits = choice.kind == Node::Kind::boolean; break;
    case FieldKind::number: fits = has_shape(choice, Shape::number); break;
    case FieldKind::integer: fits = has_shape(choice, Shape::number) && is_whole(choice); break;
    default: fits = choice.kind == Node::Kind::text;
  }
  std::vector<std::string>& choices = field.constraints.choices;
  if (choice.kind == Node::Kind::null && field.nullable && !null_is_choice) {
    null_is_choice = true;
  } else if (!fits ||
             std::find(choices.begin(), choices.end(), choice_text(choice)) != choices.end()) {
    const bool is_null = choice.kind == Node::Kind::null;
    error(messages::bad_choice, choice,
          {is_null ? "null" : quote(choice.is_scalar() ? choice.text : "…")});
  } else {
    choices.push_back(choice_text(choice));
  }
}

void SchemaReader::read_choices(const Node& schema, Field& field) {
  const Node* list = schema.find("enum");
  const Node* single = schema.find("const");
  if ((!list && !single) || type_bit(field.kind) >= of_array) return;
  bool null_is_choice = false;
  if (single) {
    add_choice(*single, field, null_is_choice);
    if (list) error(messages::misplaced_keyword, *single, {quote("const")});
  } else if (has_shape(*list, Shape::list)) {
    for (const Node& choice : list->items) add_choice(choice, field, null_is_choice);
  }
  // JSON Schema lets null through only when it is one of the choices.
  field.nullable = field.nullable && null_is_choice;
}

void SchemaReader::read_choice_labels(const Node& schema, Field& field) {
  if (const Node* labels = schema.find("x-nhan-lua-chon"))
    field.constraints.choice_labels = read_labels(*labels, field.constraints.choices);
}

std::vector<std::string> SchemaReader::read_labels(const Node& labels,
                                                   const std::vector<std::string>& choices) {
  if (choices.empty()) return {};
  std::vector<std::string> out(choices.size());
  std::size_t given = 0;
  std::string stranger;
  if (labels.kind == Node::Kind::sequence) {
    for (const Node& label : labels.items) {
      if (given < out.size() && label.kind == Node::Kind::text) out[given] = label.text;
      ++given;
    }
    if (given != out.size()) stranger = fmt::format("{} ≠ {}", given, out.size());
  } else {
    for (const Member& member : labels.members) {
      const auto at = std::find(choices.begin(), choices.end(), member.key);
      if (at == choices.end()) {
        stranger = member.key;
      } else if (member.value.kind == Node::Kind::text) {
        out[static_cast<std::size_t>(at - choices.begin())] = member.value.text;
      }
    }
  }
  for (std::size_t i = 0; i < out.size() && stranger.empty(); ++i) {
    if (out[i].empty()) stranger = choices[i];
  }
  if (stranger.empty()) return out;
  error(messages::labels_differ, labels, {stranger});
  return {};
}

}  // namespace minhbach::schema
