// The root of a content type's file: its name, its addresses, its role; and checks across types.
#include "schema/read_type.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "schema/keywords.h"
#include "schema/messages.h"
#include "schema/schema_reader.h"
#include "schema/wording.h"
#include "value/from_json.h"

namespace minhbach::schema {
namespace {

std::string canonical(double number) {
  if (std::abs(number) < 9007199254740992.0 && number == std::floor(number)) {
    return fmt::format("{}", static_cast<std::int64_t>(number));
  }
  return fmt::format("{}", number);
}

/// A root annotation that names a field of one of `kinds`; "" when it is absent or wrong.
std::string read_field_name(SchemaReader& reader, const Node& root, std::string_view keyword,
                            const std::vector<Field>& fields, std::vector<FieldKind> kinds) {
  const std::string name = SchemaReader::text(root, keyword);
  if (name.empty()) return {};
  const std::optional<std::size_t> index = find_field(fields, name);
  if (index && std::find(kinds.begin(), kinds.end(), fields[*index].kind) != kinds.end())
    return name;
  const std::vector<std::string_view> names = names_of(fields);
  reader.error(messages::names_no_field, *root.find(keyword),
               {quote(keyword), quote(name), list_of(names)},
               index ? std::string() : nearest_name(name, names));
  return {};
}

void check_url(SchemaReader& reader, const Node& root, const Type& type) {
  if (type.url.empty()) return;
  const Node& at = *root.find("x-url");
  const auto refuse = [&] { reader.error(messages::bad_url_pattern, at, {quote(type.url)}); };
  if (!type.url.starts_with('/') || !type.url.ends_with('/') ||
      type.url.find("//") != std::string::npos) {
    return refuse();
  }
  for (std::size_t i = 0; i < type.url.size(); ++i) {
    const char c = type.url[i];
    if (c == '{') {
      const std::size_t end = type.url.find('}', i);
      if (end == std::string::npos) return refuse();
      const std::string name = type.url.substr(i + 1, end - i - 1);
      const std::optional<std::size_t> index = find_field(type.fields, name);
      const bool made = name == "id" || name == "slug" || name == "nam";
      if (!made && (!index || type_bit(type.fields[*index].kind) >= of_array)) {
        std::vector<std::string_view> names = names_of(type.fields);
        for (const std::string_view extra : {"id", "slug", "nam"}) names.push_back(extra);
        reader.error(messages::names_no_field, at, {quote("x-url"), quote(name), list_of(names)},
                     index ? std::string() : nearest_name(name, names));
      }
      i = end;
    } else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/')) {
      return refuse();
    }
  }
}

void read_root(SchemaReader& reader, const SourceText& source, const Node& root, Type& type) {
  type.file = source.path();
  type.help = SchemaReader::text(root, "description");
  type.translations = reader.read_translations(root, {});
  type.role = SchemaReader::text(root, "x-vai-tro");
  if (const Node* role = root.find("x-vai-tro"))
    type.role_place = {source.path(), role->line, role->column};
  type.url = SchemaReader::text(root, "x-url");
  type.page_template = SchemaReader::text(root, "x-mau");
  type.list_template = SchemaReader::text(root, "x-mau-danh-sach");
  type.content_group = SchemaReader::text(root, "x-nhom");
  type.json_ld = SchemaReader::text(root, "x-schema-org");
  type.basis = SchemaReader::text(root, "x-can-cu");
  const Node* body = root.find("x-than-bai");
  type.needs_body = body && body->text == "true";
  if (const Node* least = root.find("x-than-bai-toi-thieu"))
    type.least_body = static_cast<std::size_t>(std::strtoul(least->text.c_str(), nullptr, 10));
}

}  // namespace

std::string choice_text(const Node& node) {
  if (node.kind != Node::Kind::number) return node.text;
  double number = 0;
  std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
  return canonical(number);
}

std::string choice_text(const FieldValue& value) {
  switch (value.kind) {
    case FieldValue::Kind::boolean: return value.boolean ? "true" : "false";
    case FieldValue::Kind::integer: return fmt::format("{}", value.integer);
    case FieldValue::Kind::number: return canonical(value.number);
    default: return std::string(value.text());
  }
}

std::optional<std::size_t> Type::field(std::string_view name) const {
  return find_field(fields, name);
}

std::optional<Type> read_type(const SourceText& source, std::vector<Diagnostic>& diagnostics) {
  const Result<Node> parsed = read_json(source);
  if (!parsed) {
    diagnostics.push_back(parsed.error());
    return std::nullopt;
  }
  const std::size_t before = diagnostics.size();
  const Node& root = *parsed;
  SchemaReader reader(source, root, diagnostics);
  Type type;
  if (!read_heading(reader, source, root, at_root, type.id, type.folder, type.title))
    return std::nullopt;
  read_root(reader, source, root, type);
  reader.read_table(root, 1, type.fields, type.conditions);
  type.title_field = read_field_name(reader, root, "x-tieu-de", type.fields,
                                     {FieldKind::text, FieldKind::markdown});
  if (!root.find("x-tieu-de") && type.field("tieu_de")) type.title_field = "tieu_de";
  type.date_field = read_field_name(reader, root, "x-ngay", type.fields, {FieldKind::date});
  check_url(reader, root, type);
  if (!type.url.empty() && type.title_field.empty() && !root.find("x-tieu-de")) {
    reader.error(messages::missing_keyword, root, {quote("x-tieu-de"), "\"ten\""});
  }
  if (diagnostics.size() > before) return std::nullopt;
  return type;
}

namespace {

void check_references(const std::vector<Type>& types, const std::vector<Field>& fields,
                      std::vector<Diagnostic>& diagnostics) {
  for (const Field& field : fields) {
    const bool known = field.reference_type.empty() ||
                       std::any_of(types.begin(), types.end(), [&](const Type& type) {
                         return type.id == field.reference_type;
                       });
    if (!known) {
      Diagnostic out;
      out.message = &messages::unknown_reference_type;
      out.place = field.place;
      out.arguments = {quote(field.reference_type)};
      std::vector<std::string_view> names;
      for (const Type& type : types) names.push_back(type.id);
      out.nearest = nearest_name(field.reference_type, names);
      diagnostics.push_back(std::move(out));
    }
    check_references(types, field.children, diagnostics);
  }
}

}  // namespace

void check_types(const std::vector<Type>& types, std::vector<Diagnostic>& diagnostics) {
  for (std::size_t i = 0; i < types.size(); ++i) {
    check_references(types, types[i].fields, diagnostics);
    if (types[i].role.empty()) continue;
    for (std::size_t j = 0; j < i; ++j) {
      if (types[j].role != types[i].role) continue;
      Diagnostic out;
      out.message = &messages::role_taken;
      out.place = types[i].role_place;
      out.arguments = {quote(types[i].role), quote(types[j].id)};
      diagnostics.push_back(std::move(out));
      break;
    }
  }
}

}  // namespace minhbach::schema
