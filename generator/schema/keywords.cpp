// The table of keywords; generator/docs/schema.md has one row for each (a test compares).
#include "schema/keywords.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace minhbach::schema {
namespace {

constexpr unsigned roots = at_root | at_form;
constexpr unsigned anywhere = roots | at_field | at_item;
constexpr unsigned in_fields = at_field | at_item;
constexpr unsigned numeric = of_integer | of_number;
constexpr unsigned scalar = of_string | of_integer | of_number | of_boolean;

constexpr Keyword table[] = {
    {"$schema", roots, 0, Shape::text, false},
    {"$id", roots, 0, Shape::text, false},
    {"$defs", roots, 0, Shape::schemas, false},
    {"$ref", in_fields, 0, Shape::text, false},
    {"title", anywhere, 0, Shape::text, true},
    {"description", anywhere, 0, Shape::text, true},
    {"examples", in_fields, 0, Shape::list, true},
    {"type", anywhere, 0, Shape::any, false},
    {"properties", anywhere, of_object, Shape::schemas, false},
    {"required", anywhere, of_object, Shape::texts, false},
    {"additionalProperties", anywhere, of_object, Shape::only_false, false},
    {"dependentRequired", anywhere, of_object, Shape::any, false},
    {"allOf", anywhere, of_object, Shape::list, false},
    {"items", in_fields, of_array, Shape::schema, false},
    {"minItems", in_fields, of_array, Shape::count, false},
    {"maxItems", in_fields, of_array, Shape::count, false},
    {"uniqueItems", in_fields, of_array, Shape::boolean, false},
    {"enum", in_fields, scalar, Shape::list, false},
    {"const", in_fields, scalar, Shape::any, false},
    {"pattern", in_fields, of_string, Shape::text, false},
    {"minLength", in_fields, of_string, Shape::count, false},
    {"maxLength", in_fields, of_string, Shape::count, false},
    {"format", in_fields, of_string, Shape::text, false},
    {"minimum", in_fields, numeric, Shape::number, false},
    {"maximum", in_fields, numeric, Shape::number, false},
    {"exclusiveMinimum", in_fields, numeric, Shape::number, false},
    {"exclusiveMaximum", in_fields, numeric, Shape::number, false},
    {"multipleOf", in_fields, numeric, Shape::positive, false},
    {"x-vai-tro", roots, 0, Shape::text, true},
    {"x-url", at_root, 0, Shape::text, true},
    {"x-mau", at_root, 0, Shape::text, true},
    {"x-mau-danh-sach", at_root, 0, Shape::text, true},
    {"x-nhom", at_root, 0, Shape::text, true},
    {"x-tieu-de", at_root, 0, Shape::text, true},
    {"x-ngay", at_root, 0, Shape::text, true},
    {"x-schema-org", at_root, 0, Shape::text, true},
    {"x-than-bai", at_root, 0, Shape::boolean, true},
    {"x-than-bai-toi-thieu", at_root, 0, Shape::place, true},
    {"x-nut", at_form, 0, Shape::text, true},
    {"x-cam-on", at_form, 0, Shape::text, true},
    {"x-luu-giu", at_form, 0, Shape::place, true},
    {"x-can-cu", anywhere, 0, Shape::text, true},
    {"x-tham-chieu", in_fields, of_string, Shape::text, true},
    {"x-dinh-dang", in_fields, of_string, Shape::text, true},
    {"x-cot", at_field, 0, Shape::place, true},
    {"x-loc", at_field, 0, Shape::boolean, true},
    {"x-duy-nhat", at_field, scalar, Shape::boolean, true},
    {"x-nhan-lua-chon", in_fields, scalar, Shape::any, true},
    {"x-don-vi", in_fields, numeric, Shape::text, true},
    {"x-ban-dich", anywhere, 0, Shape::schemas, true},
};

bool is_number(const Node& value, double& number) {
  if (value.kind != Node::Kind::number) return false;
  const auto [end, problem] =
      std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
  return problem == std::errc() && std::isfinite(number);
}

bool is_text(const Node& value) { return value.kind == Node::Kind::text; }

bool are_different_texts(const std::vector<Node>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_text(items[i])) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (items[i].text == items[j].text) return false;
    }
  }
  return true;
}

}  // namespace

std::span<const Keyword> keywords() { return table; }

const Keyword* find_keyword(std::string_view name) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [&](const Keyword& keyword) { return keyword.name == name; });
  return found == std::end(table) ? nullptr : &*found;
}

bool has_shape(const Node& value, Shape shape) {
  const bool is_sequence = value.kind == Node::Kind::sequence;
  const bool is_mapping = value.kind == Node::Kind::mapping;
  double number = 0;
  switch (shape) {
    case Shape::text: return is_text(value);
    case Shape::boolean: return value.kind == Node::Kind::boolean;
    case Shape::only_false: return value.kind == Node::Kind::boolean && value.text == "false";
    case Shape::count:
      return is_number(value, number) && number >= 0 && number == std::floor(number);
    case Shape::place:
      return is_number(value, number) && number >= 1 && number == std::floor(number);
    case Shape::number: return is_number(value, number);
    case Shape::positive: return is_number(value, number) && number > 0;
    case Shape::texts: return is_sequence && are_different_texts(value.items);
    case Shape::list: return is_sequence && !value.items.empty();
    case Shape::schema: return is_mapping;
    case Shape::schemas:
      return is_mapping &&
             std::all_of(value.members.begin(), value.members.end(),
                         [](const Member& m) { return m.value.kind == Node::Kind::mapping; });
    case Shape::any: return true;
  }
  return false;
}

std::string_view sample(Shape shape) {
  switch (shape) {
    case Shape::text: return "\"…\"";
    case Shape::boolean: return "true, false";
    case Shape::only_false: return "false";
    case Shape::count: return "0, 1, 2 …";
    case Shape::place: return "1, 2, 3 …";
    case Shape::number: return "1, 2.5 …";
    case Shape::positive: return "0.01, 1 …";
    case Shape::texts: return "[\"a\", \"b\"]";
    case Shape::list: return "[…]";
    case Shape::schema: return "{…}";
    case Shape::schemas: return "{\"a\": {…}}";
    case Shape::any: return "…";
  }
  return {};
}

}  // namespace minhbach::schema
