// From JSON Schema to field tables: keywords checked first, then read.
#include "schema/schema_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "schema/keywords.h"
#include "schema/messages.h"
#include "schema/pattern.h"
#include "schema/read_type.h"
#include "schema/wording.h"

namespace minhbach::schema {
namespace {

struct TypeWord {
  std::string_view word;
  unsigned bit;
};
constexpr TypeWord type_words[] = {{"string", of_string}, {"integer", of_integer},
                                   {"number", of_number}, {"boolean", of_boolean},
                                   {"array", of_array},   {"object", of_object}};
constexpr std::string_view type_list = "string, integer, number, boolean, array, object";

std::string_view type_word(unsigned bit) {
  for (const TypeWord& type : type_words) {
    if (type.bit == bit) return type.word;
  }
  return {};
}

double number_of(const Node& node) {
  double out = 0;
  std::from_chars(node.text.data(), node.text.data() + node.text.size(), out);
  return out;
}

/// What stands beside a "$ref" is said in place of what it leads to, word by word.
void lay_labels(std::vector<Labels>& translations, Labels given) {
  const auto at = std::find_if(translations.begin(), translations.end(),
                               [&](const Labels& one) { return one.language == given.language; });
  if (at == translations.end()) {
    translations.push_back(std::move(given));
    return;
  }
  for (std::string Labels::*const word : {&Labels::title, &Labels::help, &Labels::unit}) {
    if (!(given.*word).empty()) (*at).*word = std::move(given.*word);
  }
  if (!given.choices.empty()) at->choices = std::move(given.choices);
}

template <typename Number>
void read_number(const Node& schema, std::string_view keyword, Shape shape,
                 std::optional<Number>& out) {
  const Node* node = schema.find(keyword);
  if (node && has_shape(*node, shape)) out = static_cast<Number>(number_of(*node));
}

}  // namespace

unsigned type_bit(FieldKind kind) {
  switch (kind) {
    case FieldKind::boolean: return of_boolean;
    case FieldKind::integer: return of_integer;
    case FieldKind::number: return of_number;
    case FieldKind::list: return of_array;
    case FieldKind::group: return of_object;
    default: return of_string;
  }
}

std::optional<std::size_t> find_field(const std::vector<Field>& fields, std::string_view name) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  return std::nullopt;
}

void SchemaReader::error(const Message& message, int line, int column,
                         std::vector<std::string> arguments, std::string nearest) {
  Diagnostic out = source_.diagnostic(message, line, column, std::move(arguments));
  out.nearest = std::move(nearest);
  diagnostics_.push_back(std::move(out));
}

std::string SchemaReader::text(const Node& schema, std::string_view keyword) {
  const Node* node = schema.find(keyword);
  return node && node->kind == Node::Kind::text ? node->text : std::string();
}

void SchemaReader::check_keywords(const Node& schema, unsigned where, unsigned type) {
  for (const Member& member : schema.members) {
    const Keyword* keyword = find_keyword(member.key);
    if (!keyword) {
      std::vector<std::string_view> names;
      for (const Keyword& known : keywords()) names.push_back(known.name);
      error(messages::unknown_keyword, member.line, member.column, {quote(member.key)},
            nearest_name(member.key, names));
    } else if ((keyword->where & where) == 0) {
      error(messages::misplaced_keyword, member.line, member.column, {quote(member.key)});
    } else if (keyword->types != 0 && type != 0 && (keyword->types & type) == 0) {
      error(messages::keyword_of_other_type, member.line, member.column,
            {quote(member.key), quote(type_word(type))});
    } else if (!has_shape(member.value, keyword->shape)) {
      error(messages::bad_keyword_value, member.value,
            {quote(member.key), std::string(sample(keyword->shape))});
    }
  }
}

void SchemaReader::read_table(const Node& schema, int level, std::vector<Field>& fields,
                              std::vector<Condition>& conditions) {
  const Node* properties = schema.find("properties");
  if (!properties || !has_shape(*properties, Shape::schemas) || properties->members.empty()) {
    error(messages::missing_keyword, properties ? *properties : schema,
          {quote("properties"), "{\"tieu_de\": {\"type\": \"string\"}}"});
    return;
  }
  for (const Member& member : properties->members) {
    fields.push_back(read_field(member.key, member.value, at_field, level));
    fields.back().place = {source_.path(), member.line, member.column};
  }
  std::vector<std::size_t> required;
  if (const Node* list = schema.find("required"); list && has_shape(*list, Shape::texts)) {
    read_required(*list, fields, required);
  }
  for (const std::size_t index : required) fields[index].required = true;
  if (const Node* node = schema.find("dependentRequired"))
    read_dependents(*node, fields, conditions);
  if (const Node* node = schema.find("allOf"); node && has_shape(*node, Shape::list)) {
    for (const Node& item : node->items) read_condition(item, fields, conditions);
  }
}

bool SchemaReader::read_required(const Node& list, const std::vector<Field>& fields,
                                 std::vector<std::size_t>& required) {
  bool good = true;
  for (const Node& item : list.items) {
    if (const std::optional<std::size_t> index = find_field(fields, item.text)) {
      required.push_back(*index);
    } else {
      error(messages::required_unknown, item, {quote(item.text)},
            nearest_name(item.text, names_of(fields)));
      good = false;
    }
  }
  return good;
}

const Node* SchemaReader::resolve(const Node& schema, unsigned where) {
  const Node* reference = schema.find("$ref");
  check_keywords(schema, where, 0);
  for (const Member& member : schema.members) {
    const Keyword* keyword = find_keyword(member.key);
    if (keyword && !keyword->annotation && member.key != "$ref") {
      error(messages::not_beside_reference, member.line, member.column, {quote(member.key)});
    }
  }
  constexpr std::string_view prefix = "#/$defs/";
  const Node* definitions = root_.find("$defs");
  const Node* target = nullptr;
  if (definitions && reference->text.starts_with(prefix)) {
    target = definitions->find(std::string_view(reference->text).substr(prefix.size()));
  }
  if (!target || target->kind != Node::Kind::mapping) {
    std::vector<std::string> full;
    if (definitions) {
      for (const Member& member : definitions->members)
        full.push_back(std::string(prefix) + member.key);
    }
    error(messages::bad_reference, *reference, {quote(reference->text)},
          nearest_name(reference->text, {full.begin(), full.end()}));
    return nullptr;
  }
  if (std::find(open_references_.begin(), open_references_.end(), reference->text) !=
      open_references_.end()) {
    error(messages::endless_reference, *reference, {quote(reference->text)});
    return nullptr;
  }
  return target;
}

Field SchemaReader::read_field(const std::string& name, const Node& schema, unsigned where,
                               int level) {
  Field field;
  field.name = name;
  if (++field_count_ > field_limit || level > level_limit) {
    if (field_count_ <= field_limit + 1) {
      error(messages::type_too_large, schema,
            {std::to_string(field_limit), std::to_string(level_limit)});
    }
    field_count_ = std::max(field_count_, field_limit + 1);  // said once is enough
    return field;
  }
  if (const Node* reference = schema.find("$ref");
      reference && has_shape(*reference, Shape::text)) {
    if (const Node* target = resolve(schema, where)) {
      open_references_.push_back(reference->text);
      field = read_field(name, *target, where, level);
      open_references_.pop_back();
      // What stands beside the reference is said of this field alone.
      read_annotations(schema, field);
    }
    return field;
  }
  const unsigned type = read_kind(schema, field);
  check_keywords(schema, where, type);
  read_choices(schema, field);
  read_annotations(schema, field);
  read_text_rules(schema, field);
  read_limits(schema, field);
  if (field.kind == FieldKind::group) {
    read_table(schema, level + 1, field.children, field.conditions);
  } else if (field.kind == FieldKind::list) {
    const Node* items = schema.find("items");
    if (items && items->kind == Node::Kind::mapping) {
      field.children.push_back(read_field(name, *items, at_item, level + 1));
      field.children.back().place = {source_.path(), items->line, items->column};
      // Messages about an item then speak of the list.
      if (Field& item = field.children.back(); item.label.empty()) {
        item.label = field.label;
        std::vector<Labels> own = std::exchange(item.translations, field.translations);
        for (Labels& labels : own) lay_labels(item.translations, std::move(labels));
      }
      if (field.children.back().example.empty()) field.children.back().example = field.example;
    } else if (!items) {
      error(messages::missing_keyword, schema, {quote("items"), "{\"type\": \"string\"}"});
    }
  }
  return field;
}

unsigned SchemaReader::read_kind(const Node& schema, Field& field) {
  const Node* type = schema.find("type");
  if (!type) {
    error(messages::missing_keyword, schema, {quote("type"), std::string(type_list)});
    return 0;
  }
  std::vector<const Node*> words;
  if (type->kind == Node::Kind::sequence) {
    for (const Node& item : type->items) words.push_back(&item);
  } else {
    words.push_back(type);
  }
  unsigned bit = 0;
  for (const Node* word : words) {
    const auto known = std::find_if(std::begin(type_words), std::end(type_words),
                                    [&](const TypeWord& t) { return t.word == word->text; });
    const bool is_word = word->kind == Node::Kind::text;
    if (is_word && word->text == "null" && words.size() == 2 && !field.nullable) {
      field.nullable = true;
    } else if (is_word && known != std::end(type_words) && bit == 0) {
      bit = known->bit;
    } else {
      std::vector<std::string_view> names;
      for (const TypeWord& t : type_words) names.push_back(t.word);
      error(messages::unknown_schema_name, *word,
            {quote(word->text), quote("type"), std::string(type_list) + ", [\"string\", \"null\"]"},
            known == std::end(type_words) ? nearest_name(word->text, names) : std::string());
      return 0;
    }
  }
  switch (bit) {
    case of_integer: field.kind = FieldKind::integer; break;
    case of_number: field.kind = FieldKind::number; break;
    case of_boolean: field.kind = FieldKind::boolean; break;
    case of_array: field.kind = FieldKind::list; break;
    case of_object: field.kind = FieldKind::group; break;
    default: field.kind = FieldKind::text;
  }
  return bit;
}

void SchemaReader::read_annotations(const Node& schema, Field& field) {
  const auto take = [&](std::string_view keyword, std::string& out) {
    if (std::string value = text(schema, keyword); !value.empty()) out = std::move(value);
  };
  take("title", field.label);
  take("description", field.help);
  take("x-don-vi", field.unit);
  take("x-can-cu", field.basis);
  if (const Node* node = schema.find("x-cot"); node && has_shape(*node, Shape::place)) {
    field.column = static_cast<int>(number_of(*node));
  }
  if (const Node* node = schema.find("x-loc"); node && node->kind == Node::Kind::boolean) {
    field.facet = node->text == "true";
  }
  if (const Node* node = schema.find("x-duy-nhat"); node && node->kind == Node::Kind::boolean) {
    field.unique = node->text == "true";
  }
  if (const Node* node = schema.find("examples"); node && has_shape(*node, Shape::list)) {
    const Node* first = &node->items[0];
    if (first->kind == Node::Kind::sequence && !first->items.empty()) first = &first->items[0];
    if (first->is_scalar()) field.example = first->text;
  }
  take("x-tham-chieu", field.reference_type);
  if (!field.reference_type.empty() && field.kind == FieldKind::text)
    field.kind = FieldKind::reference;
  if (const Node* node = schema.find("x-dinh-dang"); node && node->kind == Node::Kind::text) {
    if (node->text == "markdown") {
      field.kind = FieldKind::markdown;
    } else if (node->text == "tep" || node->text == "anh") {
      field.kind = FieldKind::file;
      field.is_picture = node->text == "anh";
    } else {
      error(messages::unknown_schema_name, *node,
            {quote(node->text), quote("x-dinh-dang"), "markdown, tep, anh"},
            nearest_name(node->text, {"markdown", "tep", "anh"}));
    }
  }
  read_choice_labels(schema, field);
  for (Labels& given : read_translations(schema, field.constraints.choices))
    lay_labels(field.translations, std::move(given));
}

void SchemaReader::read_text_rules(const Node& schema, Field& field) {
  if (const Node* node = schema.find("format"); node && node->kind == Node::Kind::text) {
    struct Format {
      std::string_view name;
      TextFormat format;
      FieldKind kind;
    };
    constexpr Format formats[] = {{"ngay", TextFormat::date, FieldKind::date},
                                  {"uri", TextFormat::uri, FieldKind::url},
                                  {"uri-reference", TextFormat::uri_reference, FieldKind::url},
                                  {"email", TextFormat::email, FieldKind::text}};
    const auto found = std::find_if(std::begin(formats), std::end(formats),
                                    [&](const Format& f) { return f.name == node->text; });
    if (found == std::end(formats)) {
      error(messages::unknown_schema_name, *node,
            {quote(node->text), quote("format"), "ngay, uri, uri-reference, email"},
            nearest_name(node->text, {"ngay", "uri", "uri-reference", "email"}));
    } else {
      field.constraints.format = found->format;
      if (field.kind == FieldKind::text) field.kind = found->kind;
    }
  }
  if (const Node* node = schema.find("pattern"); node && node->kind == Node::Kind::text) {
    std::string problem;
    field.constraints.pattern = node->text;
    field.constraints.compiled_pattern = Pattern::compile(node->text, problem);
    if (!field.constraints.compiled_pattern) {
      error(messages::bad_pattern, *node, {quote(node->text), problem});
    } else if (field.constraints.compiled_pattern->search(field.example) != Pattern::Match::yes) {
      error(messages::pattern_without_example, *node, {quote(node->text)});
    }
  }
}

void SchemaReader::read_limits(const Node& schema, Field& field) {
  Constraints& rules = field.constraints;
  read_number(schema, "minimum", Shape::number, rules.minimum);
  read_number(schema, "maximum", Shape::number, rules.maximum);
  read_number(schema, "exclusiveMinimum", Shape::number, rules.exclusive_minimum);
  read_number(schema, "exclusiveMaximum", Shape::number, rules.exclusive_maximum);
  read_number(schema, "multipleOf", Shape::positive, rules.multiple_of);
  read_number(schema, "minLength", Shape::count, rules.min_length);
  read_number(schema, "maxLength", Shape::count, rules.max_length);
  read_number(schema, "minItems", Shape::count, rules.min_items);
  read_number(schema, "maxItems", Shape::count, rules.max_items);
  const Node* unique = schema.find("uniqueItems");
  rules.unique_items = unique && unique->text == "true";
  for (const auto& [low, high] :
       {std::pair("minimum", "maximum"), std::pair("minLength", "maxLength"),
        std::pair("minItems", "maxItems")}) {
    std::optional<double> from, to;
    read_number(schema, low, Shape::number, from);
    read_number(schema, high, Shape::number, to);
    if (from && to && *from > *to) {
      error(messages::bounds_cross, *schema.find(low),
            {schema.find(low)->text, schema.find(high)->text});
    }
  }
}

}  // namespace minhbach::schema
