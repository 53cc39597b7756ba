// Documentation pages of types: what they say, and that their examples are sound records.
#include "cli/type_page.h"

#include "disk/real_disk.h"
#include "ingest/read_yaml.h"
#include "schema/read_type.h"
#include "schema/read_values.h"
#include "support/catch.h"

using namespace minhbach;

namespace {

std::vector<schema::Type> types_of_repository() {
  const RealDisk disk(SOURCE_FOLDER);
  std::vector<schema::Type> out;
  std::vector<Diagnostic> problems;
  for (const FileEntry& file : disk.list("site/types", problems)) {
    if (auto type = schema::read_type(SourceText(file.path, *disk.read(file.path)), problems))
      out.push_back(std::move(*type));
  }
  REQUIRE(problems.empty());
  return out;
}

schema::Type small_type() {
  std::vector<Diagnostic> problems;
  const SourceText source("site/types/tin.schema.json", R"({
    "title": "Tin", "description": "Tin ngắn.", "x-can-cu": "Luật A Điều 1", "x-url": "/tin/{id}/",
    "x-tieu-de": "ten", "type": "object", "required": ["ten", "loai"],
    "properties": {
      "ten": {"title": "Tên", "type": "string", "x-can-cu": "Luật A Điều 2"},
      "loai": {"title": "Loại", "type": "string", "enum": ["a", "b"],
               "x-nhan-lua-chon": ["Một | hai", "Ba"], "x-loc": true},
      "ly_do": {"title": "Lý do", "type": "string"}},
    "allOf": [{"if": {"properties": {"loai": {"const": "a"}}, "required": ["loai"]},
               "then": {"required": ["ly_do"]}}]})");
  std::optional<schema::Type> type = schema::read_type(source, problems);
  REQUIRE(type);
  return *type;
}

}  // namespace

TEST_CASE("the page of a type says what it is, each field with its basis, and what needs what") {
  const std::string page = cli::type_page(small_type(), cli::FieldWords{Language::vi});
  for (const char* expected :
       {"# Tin (`tin`)\n\nTin ngắn.\n", "| Căn cứ | Luật A Điều 1 |",
        "| Danh sách lọc theo | Loại |", "| `ten` | Tên | chữ | có |  | Luật A Điều 2 |",
        "Chọn: a (Một \\| hai), b (Ba).", "| `ly_do` | Lý do | chữ | khi |",
        "- `loai: a` → `ly_do`\n", "loai: \"a\"\nly_do: "}) {
    INFO(expected << "\n" << page);
    CHECK(page.find(expected) != std::string::npos);
  }
}

TEST_CASE("the example of every type of this repository is a record without mistakes") {
  for (const schema::Type& type : types_of_repository()) {
    const SourceText source(type.id + ".yaml", cli::example_record(type));
    const Result<Node> document = ingest::read_yaml(source);
    INFO(source.text());
    REQUIRE(document);
    Arena arena;
    std::vector<Diagnostic> problems;
    schema::read_values(type, *document, arena, source, problems);
    for (const Diagnostic& problem : problems) UNSCOPED_INFO(to_text(problem, Language::vi));
    CHECK(problems.empty());
  }
}
