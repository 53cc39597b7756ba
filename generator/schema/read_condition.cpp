// The two ways a schema can say "required when": dependentRequired, and allOf of if/then.
#include "schema/keywords.h"
#include "schema/messages.h"
#include "schema/read_type.h"
#include "schema/read_values.h"
#include "schema/schema_reader.h"

namespace minhbach::schema {
namespace {

constexpr std::string_view dependents_form = "{\"a\": [\"b\"]}";
constexpr std::string_view condition_form =
    "{\"if\": {\"properties\": {\"a\": {\"const\": \"x\"}}, \"required\": [\"a\"]}, "
    "\"then\": {\"required\": [\"b\"]}}";

/// The mapping's only members are these two; null pointers otherwise.
struct Pair {
  const Node* first = nullptr;
  const Node* second = nullptr;
};
Pair exactly(const Node& node, std::string_view first, std::string_view second) {
  if (node.kind != Node::Kind::mapping || node.members.size() != 2) return {};
  return {node.find(first), node.find(second)};
}

}  // namespace

void SchemaReader::read_dependents(const Node& node, const std::vector<Field>& fields,
                                   std::vector<Condition>& conditions) {
  if (node.kind != Node::Kind::mapping) {
    error(messages::bad_condition, node, {std::string(dependents_form)});
    return;
  }
  for (const Member& member : node.members) {
    const std::optional<std::size_t> when = find_field(fields, member.key);
    Condition condition;
    if (!when) {
      error(messages::required_unknown, member.line, member.column, {quote(member.key)});
    } else if (!has_shape(member.value, Shape::texts)) {
      error(messages::bad_condition, member.value, {std::string(dependents_form)});
    } else if (read_required(member.value, fields, condition.required)) {
      condition.when = *when;
      conditions.push_back(std::move(condition));
    }
  }
}

void SchemaReader::read_condition(const Node& node, const std::vector<Field>& fields,
                                  std::vector<Condition>& conditions) {
  const auto [test, then] = exactly(node, "if", "then");
  const Node* list = then && then->members.size() == 1 ? then->find("required") : nullptr;
  if (!test || !list || !has_shape(*list, Shape::texts)) {
    error(messages::bad_condition, node, {std::string(condition_form)});
    return;
  }
  Condition condition;
  // Both are read, so that all errors come out together.
  const bool test_is_good = read_test(*test, fields, condition);
  if (read_required(*list, fields, condition.required) && test_is_good) {
    conditions.push_back(std::move(condition));
  }
}

bool SchemaReader::read_test(const Node& test, const std::vector<Field>& fields,
                             Condition& condition) {
  const auto [properties, present] = exactly(test, "properties", "required");
  const bool one = properties && properties->kind == Node::Kind::mapping &&
                   properties->members.size() == 1 && present &&
                   has_shape(*present, Shape::texts) && present->items.size() == 1 &&
                   present->items[0].text == properties->members[0].key;
  if (!one) return error(messages::bad_condition, test, {std::string(condition_form)}), false;

  const Member& member = properties->members[0];
  const std::optional<std::size_t> when = find_field(fields, member.key);
  if (!when) {
    error(messages::required_unknown, member.line, member.column, {quote(member.key)});
    return false;
  }
  condition.when = *when;
  const Field& field = fields[*when];
  const Node* single = member.value.find("const");
  const Node* several = member.value.find("enum");
  // A list or a group equals nothing, and a date may be written in several ways.
  // That it is declared as not yet published can be asked of any.
  const bool comparable =
      (type_bit(field.kind) < of_array && field.kind != FieldKind::date) ||
      (single && single->kind == Node::Kind::text && single->text == undisclosed_word);
  if (member.value.members.size() != 1 || !comparable ||
      !(single || (several && has_shape(*several, Shape::list)))) {
    error(messages::bad_condition, member.value, {std::string(condition_form)});
    return false;
  }
  bool good = true;
  const auto take = [&](const Node& value) {
    const bool fits = value.text == undisclosed_word       ? value.kind == Node::Kind::text
                      : type_bit(field.kind) == of_boolean ? value.kind == Node::Kind::boolean
                      : type_bit(field.kind) == of_string  ? value.kind == Node::Kind::text
                                                           : value.kind == Node::Kind::number;
    const std::vector<std::string>& choices = field.constraints.choices;
    const bool possible =
        choices.empty() || value.text == undisclosed_word ||
        std::find(choices.begin(), choices.end(), choice_text(value)) != choices.end();
    if (fits && possible) {
      condition.values.push_back(choice_text(value));
      return;
    }
    good = false;
    error(messages::bad_choice, value, {quote(value.is_scalar() ? value.text : "…")},
          nearest_name(value.text, {choices.begin(), choices.end()}));
  };
  if (single) take(*single);
  if (several && !single) {
    for (const Node& value : several->items) take(value);
  }
  return good;
}

}  // namespace minhbach::schema
