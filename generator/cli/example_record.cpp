// A record with values that fit: from the schema's examples, else made up by kind.
#include <fmt/format.h>

#include "cli/type_page.h"

namespace minhbach::cli {

namespace {

using schema::Field;
using schema::FieldKind;

bool is_chosen(const std::vector<schema::Condition>& conditions, const std::vector<Field>& fields,
               std::size_t index);

std::string text_value(const Field& field) {
  if (field.constraints.format == schema::TextFormat::email) return "lien-he@xa-vi-du.example";
  return "\"" + (field.label.empty() ? field.name : field.label) + " (ví dụ)\"";
}

/// One line, for a field that is no list and no group.
std::string scalar_value(const Field& field) {
  if (field.name == "id") return "vi-du";
  if (!field.example.empty()) {
    const bool is_text = field.kind == FieldKind::text || field.kind == FieldKind::markdown;
    return is_text ? "\"" + field.example + "\"" : field.example;
  }
  if (!field.constraints.choices.empty()) {
    const std::string& choice = field.constraints.choices.front();
    return field.kind == FieldKind::text ? "\"" + choice + "\"" : choice;
  }
  switch (field.kind) {
    case FieldKind::date: return "2026-01-15";
    case FieldKind::url: return "https://xa-vi-du.example/";
    case FieldKind::file: return field.is_picture ? "anh.jpg" : "tai-lieu.pdf";
    case FieldKind::reference: return fmt::format("ma-cua-{}", field.reference_type);
    case FieldKind::boolean: return "false";
    case FieldKind::integer:
    case FieldKind::number:
      return fmt::format("{}", static_cast<int>(field.constraints.minimum.value_or(1)));
    default: return text_value(field);
  }
}

void add_fields(std::string& out, const std::vector<Field>& fields,
                const std::vector<schema::Condition>& conditions, const std::string& margin,
                bool first_is_item);

void add_value(std::string& out, const Field& field, const std::string& margin) {
  if (field.kind == FieldKind::group) {
    out += "\n";
    add_fields(out, field.children, field.conditions, margin + "  ", false);
  } else if (field.kind == FieldKind::list) {
    const Field& item = field.children.front();
    out += "\n";
    if (item.kind == FieldKind::group) {
      add_fields(out, item.children, item.conditions, margin + "    ", true);
    } else {
      out += fmt::format("{}  - {}\n", margin, scalar_value(item));
    }
  } else {
    out += fmt::format(" {}\n", scalar_value(field));
  }
}

/// The fields that must be there, and of an item its first field where none must.
void add_fields(std::string& out, const std::vector<Field>& fields,
                const std::vector<schema::Condition>& conditions, const std::string& margin,
                bool first_is_item) {
  bool first = first_is_item;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].required && !is_chosen(conditions, fields, i)) continue;
    std::string before = margin;
    if (first) before.replace(before.size() - 2, 2, "- ");
    out += fmt::format("{}{}:", before, fields[i].name);
    first = false;
    add_value(out, fields[i], margin);
  }
}

/// True when the value that the example gives another field makes this one required.
bool is_chosen(const std::vector<schema::Condition>& conditions, const std::vector<Field>& fields,
               std::size_t index) {
  for (const schema::Condition& condition : conditions) {
    if (condition.values.empty() || !fields[condition.when].required) continue;
    const std::vector<std::string>& choices = fields[condition.when].constraints.choices;
    if (choices.empty() || choices.front() != condition.values.front()) continue;
    for (const std::size_t required : condition.required) {
      if (required == index) return true;
    }
  }
  return false;
}

}  // namespace

std::string example_record(const schema::Type& type) {
  std::string yaml;
  add_fields(yaml, type.fields, type.conditions, "", false);
  if (type.field("minh_hoa")) yaml += "minh_hoa: true\n";
  return yaml;
}

}  // namespace minhbach::cli
