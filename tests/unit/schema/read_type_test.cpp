// A type's file becomes a field table; the shipped types are all readable.
#include "schema/read_type.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "schema/messages.h"
#include "support/catch.h"

using namespace minhbach;
using schema::FieldKind;
using schema::Type;

namespace {

std::string printed(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += to_text(diagnostic, Language::en) + "\n";
  return out;
}

Type read(std::string id, std::string text) {
  std::vector<Diagnostic> diagnostics;
  const auto type = schema::read_type(
      SourceText("site/types/" + id + ".schema.json", std::move(text)), diagnostics);
  INFO(printed(diagnostics));
  REQUIRE(type);
  return *type;
}

std::string contents(const std::filesystem::path& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("the root of a type's file says how its pages are made") {
  const Type type = read("thu_tuc", R"({
    "$id": "thu_tuc.schema.json", "title": "Thủ tục", "description": "Trợ giúp", "type": "object",
    "x-vai-tro": "procedure", "x-url": "/thu-tuc/{ma}/", "x-mau": "a.html", "x-mau-danh-sach": "b.html",
    "x-nhom": "CT3", "x-tieu-de": "ten", "x-ngay": "ngay", "x-schema-org": "GovernmentService",
    "properties": {"ma": {"type": "string"}, "ten": {"type": "string"},
                   "ngay": {"type": "string", "format": "ngay"}}})");
  CHECK(type.id == "thu_tuc");
  CHECK(type.folder == "thu-tuc");
  CHECK(type.title == "Thủ tục");
  CHECK(type.help == "Trợ giúp");
  CHECK(type.role == "procedure");
  CHECK(type.url == "/thu-tuc/{ma}/");
  CHECK(type.page_template == "a.html");
  CHECK(type.list_template == "b.html");
  CHECK(type.content_group == "CT3");
  CHECK(type.title_field == "ten");
  CHECK(type.date_field == "ngay");
  CHECK(type.json_ld == "GovernmentService");
  CHECK(type.field("ngay") == 2);
  CHECK_FALSE(type.field("khac"));
}

TEST_CASE("a field's kind comes from its type, its format and its annotations") {
  const Type type = read("mau", R"({"title": "Mẫu", "type": "object", "properties": {
    "text": {"type": "string"},
    "markdown": {"type": "string", "x-dinh-dang": "markdown"},
    "tep": {"type": "string", "x-dinh-dang": "tep", "format": "uri-reference"},
    "ngay": {"type": "string", "format": "ngay"},
    "url": {"type": "string", "format": "uri"},
    "thu": {"type": "string", "format": "email"},
    "co_quan": {"type": "string", "x-tham-chieu": "co_quan"},
    "co": {"type": "boolean"},
    "dem": {"type": "integer"},
    "ty_le": {"type": ["number", "null"]},
    "muc": {"type": "array", "items": {"type": "string", "x-tham-chieu": "co_quan"}},
    "nhom": {"type": "object", "properties": {"a": {"type": "string"}}}}})");
  std::vector<FieldKind> kinds;
  for (const schema::Field& field : type.fields) kinds.push_back(field.kind);
  CHECK(kinds == std::vector<FieldKind>{
                     FieldKind::text, FieldKind::markdown, FieldKind::file, FieldKind::date,
                     FieldKind::url, FieldKind::text, FieldKind::reference, FieldKind::boolean,
                     FieldKind::integer, FieldKind::number, FieldKind::list, FieldKind::group});
  CHECK(type.fields[9].nullable);
  CHECK(type.fields[10].children.at(0).reference_type == "co_quan");
  CHECK(type.fields[11].children.at(0).name == "a");
}

TEST_CASE("what stands beside a reference is said of that field alone") {
  const Type type = read("mau", R"({"title": "Mẫu", "type": "object",
    "properties": {"a": {"$ref": "#/$defs/chung", "title": "Riêng", "x-cot": 2}, "b": {"$ref": "#/$defs/chung"}},
    "$defs": {"chung": {"title": "Chung", "type": "string", "maxLength": 5}}})");
  CHECK(type.fields[0].label == "Riêng");
  CHECK(type.fields[0].column == 2);
  CHECK(type.fields[1].label == "Chung");
  CHECK(type.fields[1].column == 0);
  CHECK(type.fields[0].constraints.max_length == 5);
}

TEST_CASE("labels of choices are a list in the order of the choices, or an object") {
  const Type type = read("mau", R"({"title": "Mẫu", "type": "object", "properties": {
    "a": {"type": "string", "enum": ["x", "y"], "x-nhan-lua-chon": ["X", "Y"]},
    "b": {"type": "string", "enum": ["x", "y"], "x-nhan-lua-chon": {"y": "Y", "x": "X"}}}})");
  CHECK(type.fields[0].constraints.choice_labels == std::vector<std::string>{"X", "Y"});
  CHECK(type.fields[1].constraints.choice_labels == std::vector<std::string>{"X", "Y"});
}

TEST_CASE("conditions name fields by number") {
  const Type type = read("mau", R"({"title": "Mẫu", "type": "object",
    "properties": {"a": {"type": "boolean"}, "b": {"type": "string"}, "c": {"type": "string"}},
    "dependentRequired": {"b": ["c"]},
    "allOf": [{"if": {"properties": {"a": {"const": true}}, "required": ["a"]}, "then": {"required": ["b", "c"]}}]})");
  REQUIRE(type.conditions.size() == 2);
  CHECK(type.conditions[0].when == 1);
  CHECK(type.conditions[0].values.empty());
  CHECK(type.conditions[1].when == 0);
  CHECK(type.conditions[1].values == std::vector<std::string>{"true"});
  CHECK(type.conditions[1].required == std::vector<std::size_t>{1, 2});
}

TEST_CASE("references between types are checked when all are known, and a role is taken once") {
  const std::vector<Type> types = {
      read(
          "co_quan",
          R"({"title": "A", "type": "object", "x-vai-tro": "agency", "properties": {"ten": {"type": "string"}}})"),
      read("so", R"({"title": "B", "type": "object", "x-vai-tro": "agency", "properties": {
        "a": {"type": "array", "items": {"type": "string", "x-tham-chieu": "coquan"}},
        "b": {"type": "object", "properties": {"c": {"type": "string", "x-tham-chieu": "co_quan"}}}}})")};
  std::vector<Diagnostic> diagnostics;
  schema::check_types(types, diagnostics);
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics[0].message == &messages::unknown_reference_type);
  CHECK(diagnostics[0].nearest == "co_quan");
  CHECK(diagnostics[0].place.line == 2);
  CHECK(diagnostics[1].message == &messages::role_taken);
  CHECK(diagnostics[1].place.file == "site/types/so.schema.json");
}

TEST_CASE("every type of this repository is readable, and they fit together") {
  std::vector<Type> types;
  std::vector<Diagnostic> diagnostics;
  const std::filesystem::path folder = std::filesystem::path(SOURCE_FOLDER) / "site" / "types";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  for (const std::filesystem::path& file : files) {
    auto type = schema::read_type(
        SourceText("site/types/" + file.filename().string(), contents(file)), diagnostics);
    if (type) types.push_back(std::move(*type));
  }
  schema::check_types(types, diagnostics);
  INFO(printed(diagnostics));
  CHECK(diagnostics.empty());
  CHECK(types.size() == files.size());
}
