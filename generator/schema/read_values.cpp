// Tables of fields: which key is which field, what is missing, lists and groups.
#include "schema/read_values.h"

#include <limits>
#include <unordered_map>

#include "schema/messages.h"
#include "schema/read_type.h"
#include "schema/value_reader.h"
#include "schema/wording.h"
#include "text/fold.h"

namespace minhbach::schema {
namespace {

using Kind = FieldValue::Kind;

bool is_nothing(const Node& node) { return node.kind == Node::Kind::plain && node.text.empty(); }

bool is_null(const Field& field, const Node& node) {
  if (node.kind == Node::Kind::null) return true;
  return field.nullable && node.kind == Node::Kind::plain &&
         (node.text == "null" || node.text == "~");
}

bool is_undisclosed(const Node& node) {
  return (node.kind == Node::Kind::text || node.kind == Node::Kind::plain) &&
         node.text == undisclosed_word;
}

bool may_be_required(const std::vector<Condition>& conditions, std::size_t index) {
  for (const Condition& condition : conditions) {
    for (const std::size_t required : condition.required) {
      if (required == index) return true;
    }
  }
  return false;
}

bool holds(const Condition& condition, const FieldValue& value) {
  if (value.kind == Kind::absent) return false;
  if (condition.values.empty()) return true;
  if (value.kind == Kind::undisclosed) {
    return std::find(condition.values.begin(), condition.values.end(), undisclosed_word) !=
           condition.values.end();
  }
  if (!value.has_value()) return false;
  return std::find(condition.values.begin(), condition.values.end(), choice_text(value)) !=
         condition.values.end();
}

/// What a condition compares, in words.
std::string written(const FieldValue& value) {
  return value.kind == Kind::undisclosed ? std::string(undisclosed_word) : choice_text(value);
}

/// Why a condition asks for its fields, as messages say it.
std::string reason(const std::vector<Field>& fields, const Condition& condition,
                   const FieldValue& value) {
  const std::string& name = fields[condition.when].name;
  return condition.values.empty() ? quote(name) : fmt::format("\"{}: {}\"", name, written(value));
}

/// The field that an author means by `key`: written with its marks or in capitals, by its label, or
/// misspelt. "" when none is near.
std::string meant_field(const std::vector<Field>& fields, const std::string& key) {
  constexpr std::size_t longest_key = 400;  // In bytes, as for names that are misspelt.
  if (key.size() > longest_key) return {};
  const std::string folded = text::fold(key);
  std::string joined = folded;
  std::replace(joined.begin(), joined.end(), ' ', '_');
  for (const Field& field : fields) {
    if (joined == field.name || folded == text::fold(field.label)) return field.name;
  }
  return nearest_name(joined, names_of(fields));
}

/// Equal as JSON Schema means it: 1 equals 1.0.
bool equal(const FieldValue& a, const FieldValue& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::text: return a.text() == b.text();
    case Kind::boolean: return a.boolean == b.boolean;
    case Kind::integer: return a.integer == b.integer;
    case Kind::number: return a.number == b.number;
    case Kind::list:
    case Kind::group: {
      if (a.size != b.size) return false;
      for (std::size_t i = 0; i < a.size; ++i) {
        if (!equal(a.children()[i], b.children()[i])) return false;
      }
      return true;
    }
    default: return true;
  }
}

}  // namespace

Diagnostic& ValueReader::error(const Message& message, int line, int column,
                               std::vector<std::string> arguments) {
  Diagnostic problem = source_.diagnostic(message, line, column, std::move(arguments));
  if (found_++ >= most_problems) return left_out_ = std::move(problem);
  diagnostics_.push_back(std::move(problem));
  return diagnostics_.back();
}

FieldValue ValueReader::wrong_kind(const Message& message, const Field& field, const Node& node) {
  std::string found = node.kind == Node::Kind::sequence  ? "[…]"
                      : node.kind == Node::Kind::mapping ? "{…}"
                      : node.kind == Node::Kind::text || node.kind == Node::Kind::plain
                          ? quote(node.text)
                          : node.text;
  std::vector<std::string> arguments = {name_of(field), std::move(found)};
  if (field.kind == FieldKind::group) arguments.push_back(list_of(names_of(field.children)));
  error(message, node, std::move(arguments));
  return {};
}

FieldValue ValueReader::hold_text(std::string_view text) {
  const std::string_view kept = arena_.copy(text);
  FieldValue out;
  out.kind = Kind::text;
  out.size = static_cast<std::uint32_t>(kept.size());
  out.text_data = kept.data();
  return out;
}

FieldValue ValueReader::hold(Kind kind, std::span<const FieldValue> children) {
  FieldValue out;
  out.kind = kind;
  out.size = static_cast<std::uint32_t>(children.size());
  out.children_data = children.data();
  return out;
}

FieldValue ValueReader::read(const Field& field, const Node& node) {
  FieldValue out;
  if (is_null(field, node)) {
    if (field.nullable) {
      out.kind = Kind::null;
    } else {
      error(messages::null_not_allowed, node, {name_of(field)});
    }
  } else {
    switch (field.kind) {
      case FieldKind::date: out = read_date(field, node); break;
      case FieldKind::boolean: out = read_boolean(field, node); break;
      case FieldKind::integer:
      case FieldKind::number: out = read_number(field, node); break;
      case FieldKind::list: out = read_list(field, node); break;
      case FieldKind::group: out = read_group(field, node); break;
      default: out = read_text(field, node);
    }
  }
  set_place(out, node);
  return out;
}

void ValueReader::set_place(FieldValue& value, const Node& node) const {
  if (!keep_places_) return;
  value.line = static_cast<std::uint32_t>(node.line);
  value.column = static_cast<std::uint16_t>(
      std::min<int>(node.column, std::numeric_limits<std::uint16_t>::max()));
}

FieldValue ValueReader::read_list(const Field& field, const Node& node) {
  if (node.kind != Node::Kind::sequence) return wrong_kind(messages::expected_list, field, node);
  const std::span<FieldValue> items = arena_.array<FieldValue>(node.items.size());
  const Field& item = field.children[0];
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Node& written = node.items[i];
    if (is_undisclosed(written)) {
      error(messages::undisclosed_not_required, written, {name_of(field)});
    } else if (is_nothing(written)) {
      error(messages::null_not_allowed, written, {name_of(field)});
    } else {
      items[i] = read(item, written);
    }
  }
  const Constraints& rules = field.constraints;
  const std::size_t count = items.size();
  if (rules.min_items && count < *rules.min_items) {
    error(messages::too_few_items, node,
          {name_of(field), std::to_string(count), std::to_string(*rules.min_items)});
  }
  if (rules.max_items && count > *rules.max_items) {
    error(messages::too_many_items, node,
          {name_of(field), std::to_string(count), std::to_string(*rules.max_items)});
  }
  if (rules.unique_items) check_unique(field, node, items);
  return hold(Kind::list, items);
}

void ValueReader::check_unique(const Field& field, const Node& node,
                               std::span<const FieldValue> items) {
  std::unordered_map<std::string, std::size_t>
      seen;  // texts and numbers: a list of them may be long
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == Kind::absent) continue;  // wrong already
    if (items[i].has_value() && items[i].kind < Kind::list) {
      const auto [first, is_new] = seen.try_emplace(choice_text(items[i]), i);
      if (is_new) continue;
      error(messages::item_twice, node.items[i],
            {name_of(field), std::to_string(first->second + 1)});
      continue;
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (!equal(items[i], items[j])) continue;
      error(messages::item_twice, node.items[i], {name_of(field), std::to_string(j + 1)});
      break;
    }
  }
}

FieldValue ValueReader::read_group(const Field& field, const Node& node) {
  if (node.kind != Node::Kind::mapping) return wrong_kind(messages::expected_group, field, node);
  return hold(Kind::group, read_table(field.children, field.conditions, node, {}, true));
}

std::span<const FieldValue> ValueReader::read_table(const std::vector<Field>& fields,
                                                    const std::vector<Condition>& conditions,
                                                    const Node& node,
                                                    std::span<const FieldValue> defaults,
                                                    bool complete) {
  const std::span<FieldValue> values = arena_.array<FieldValue>(fields.size());
  std::vector<bool> wrong(fields.size());  // so that a wrong value is not called missing too
  std::size_t guess = 0;                   // authors mostly keep the order of the schema
  for (const Member& member : node.members) {
    std::size_t index = guess;
    if (index >= fields.size() || fields[index].name != member.key) {
      for (index = 0; index < fields.size() && fields[index].name != member.key;) ++index;
    }
    if (index == fields.size()) {
      const std::vector<std::string_view> names = names_of(fields);
      if (found_ >= most_problems) continue;  // A guess costs more than it is worth by now.
      const std::string nearest = meant_field(fields, member.key);
      error(messages::unknown_field, member.line, member.column,
            {quote(member.key), list_of(names)})
          .nearest = nearest;
      // The field that was meant is not missing: it is misspelt, and has been told so.
      const auto meant = std::find(names.begin(), names.end(), nearest);
      if (meant != names.end()) wrong[static_cast<std::size_t>(meant - names.begin())] = true;
      continue;
    }
    guess = index + 1;
    const Field& field = fields[index];
    if (is_nothing(member.value)) continue;
    if (is_undisclosed(member.value)) {
      values[index].kind = Kind::undisclosed;
      set_place(values[index], member.value);
      if (!field.required && !may_be_required(conditions, index)) {
        error(messages::undisclosed_not_required, member.value, {name_of(field)});
      }
      continue;
    }
    values[index] = read(field, member.value);
    wrong[index] = values[index].kind == Kind::absent;
  }
  for (std::size_t i = 0; i < defaults.size(); ++i) {
    if (values[i].kind == Kind::absent && !wrong[i]) values[i] = defaults[i];
  }
  if (complete) check_required(fields, conditions, node, values, wrong);
  return values;
}

void ValueReader::check_required(const std::vector<Field>& fields,
                                 const std::vector<Condition>& conditions, const Node& node,
                                 std::span<const FieldValue> values,
                                 const std::vector<bool>& wrong) {
  std::vector<bool> required(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    required[i] = fields[i].required;
    if (required[i] && values[i].kind == Kind::absent && !wrong[i]) {
      error(messages::missing_field, node, {name_of(fields[i]), fields[i].name});
    }
  }
  for (const Condition& condition : conditions) {
    // A wrong value is there, whatever it was meant to be.
    const bool present = condition.values.empty() && wrong[condition.when];
    if (!present && !holds(condition, values[condition.when])) continue;
    for (const std::size_t index : condition.required) {
      if (!required[index] && values[index].kind == Kind::absent && !wrong[index]) {
        error(messages::missing_field_when, node,
              {name_of(fields[index]), fields[index].name,
               reason(fields, condition, values[condition.when])});
      }
      required[index] = true;
    }
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (values[i].kind != Kind::undisclosed || required[i] || !may_be_required(conditions, i))
      continue;
    const Node* written = node.find(fields[i].name);
    if (written) error(messages::undisclosed_not_required, *written, {name_of(fields[i])});
  }
}

std::span<const FieldValue> read_values(const Type& type, const Node& document, Arena& arena,
                                        const SourceText& source,
                                        std::vector<Diagnostic>& diagnostics,
                                        std::span<const FieldValue> defaults) {
  return ValueReader(arena, source, diagnostics).read_record(type, document, defaults);
}

std::span<const FieldValue> read_part(const Type& type, const Node& document, Arena& arena,
                                      const SourceText& source,
                                      std::vector<Diagnostic>& diagnostics,
                                      std::span<const FieldValue> defaults) {
  return ValueReader(arena, source, diagnostics).read_record(type, document, defaults, false);
}

std::vector<std::pair<std::size_t, std::string>> lacking(const Type& type,
                                                         std::span<const FieldValue> values) {
  std::vector<std::pair<std::size_t, std::string>> out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (type.fields[i].required && values[i].kind == Kind::absent) out.emplace_back(i, "");
  }
  for (const Condition& condition : type.conditions) {
    const FieldValue& when = values[condition.when];
    if (!holds(condition, when)) continue;
    for (const std::size_t index : condition.required) {
      if (values[index].kind == Kind::absent && !type.fields[index].required)
        out.emplace_back(index, reason(type.fields, condition, when));
    }
  }
  return out;
}

std::span<const FieldValue> read_defaults(const Type& type, const Node& document, Arena& arena,
                                          const SourceText& source,
                                          std::vector<Diagnostic>& diagnostics) {
  return ValueReader(arena, source, diagnostics).read_defaults(type, document);
}

std::span<const FieldValue> ValueReader::read_record(const Type& type, const Node& document,
                                                     std::span<const FieldValue> defaults,
                                                     bool complete) {
  if (document.kind != Node::Kind::mapping) {
    error(messages::expected_record, document, {list_of(names_of(type.fields))});
    return {};
  }
  return read_table(type.fields, type.conditions, document, defaults, complete);
}

std::span<const FieldValue> ValueReader::read_defaults(const Type& type, const Node& document) {
  keep_places_ = false;
  if (document.kind != Node::Kind::mapping) {
    error(messages::expected_record, document, {list_of(names_of(type.fields))});
    return {};
  }
  return read_table(type.fields, type.conditions, document, {}, false);
}

}  // namespace minhbach::schema
