// Blank workbooks: what there is to choose from, and what may be typed all the same.
#include "cli/blank_sheet.h"

#include <algorithm>

#include "schema/read_type.h"
#include "support/catch.h"

using namespace minhbach;

namespace {

using Strings = std::vector<std::string>;

std::vector<schema::Type> types() {
  std::vector<Diagnostic> problems;
  std::vector<schema::Type> out;
  out.push_back(*schema::read_type(SourceText("site/types/tin.schema.json", R"({
    "title": "Tin", "type": "object", "required": ["noi", "bang"],
    "properties": {
      "id": {"title": "Mã", "type": "string"},
      "noi": {"title": "Nơi làm", "type": "string", "x-tham-chieu": "co_quan"},
      "cung": {"title": "Cùng làm", "type": "array",
               "items": {"type": "string", "x-tham-chieu": "co_quan"}},
      "luat": {"title": "Luật", "type": "string", "x-tham-chieu": "can_cu"},
      "cap": {"title": "Cấp", "type": "string", "enum": ["xa", "tinh"],
              "x-nhan-lua-chon": ["Cấp xã", "Cấp tỉnh"]},
      "kenh": {"title": "Kênh", "type": "array",
               "items": {"type": "string", "enum": ["loa", "bang"]}},
      "mat": {"title": "Mật", "type": "boolean", "const": false},
      "xong": {"title": "Xong", "type": "boolean"},
      "bang": {"title": "Bảng", "type": "array", "items": {"type": "object", "properties": {
        "hang": {"type": "array", "items": {"type": "object",
                                            "properties": {"o": {"type": "string"}}}}}}}
    },
    "allOf": [{"if": {"properties": {"cap": {"const": "xa"}}, "required": ["cap"]},
               "then": {"required": ["luat"]}}]})"),
                                   problems));
  out.push_back(*schema::read_type(SourceText("site/types/co_quan.schema.json", R"({
    "title": "Cơ quan", "type": "object", "properties": {"ten": {"type": "string"}}})"),
                                   problems));
  return out;
}

ingest::KnownNames names() {
  ingest::KnownNames out;
  out.add("co_quan", "vp", {"Văn phòng", "VP"});
  out.add("co_quan", "dd", {"Phòng Đất đai"});
  out.add("co_quan", "a1", {"Tổ công tác"});
  out.add("co_quan", "a2", {"Tổ công tác"});
  out.add("co_quan", "hai", {"Hội; nhóm"});
  return out;
}

table::XlsxColumn column(const table::XlsxBook& book, const std::string& title) {
  const auto& columns = book.sheets.front().columns;
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const auto& each) { return each.title == title; });
  REQUIRE(found != columns.end());
  return *found;
}

Strings list_of(const table::XlsxBook& book, const std::string& title) {
  const std::string name = column(book, title).choices_of;
  for (const table::XlsxList& list : book.lists) {
    if (list.name == name) return list.values;
  }
  return {};
}

}  // namespace

TEST_CASE("references are chosen by name; by id where the name is not one record's alone") {
  const std::vector<schema::Type> all = types();
  const table::XlsxBook book = cli::blank_sheet(all[0], all, names(), {2026, 11, 21});
  const Strings offices{"a1", "a2", "hai", "Phòng Đất đai", "Văn phòng"};
  CHECK(list_of(book, "Cùng làm") == offices);
  const Strings or_none{"a1", "a2", "hai", "Phòng Đất đai", "Văn phòng", "Chưa công bố"};
  CHECK(list_of(book, "Nơi làm *") == or_none);
  CHECK(list_of(book, "Luật").empty());
  CHECK(column(book, "Nơi làm *").prompt.find("một mục ở \"Cơ quan\"") != std::string::npos);
}

TEST_CASE("only what is no reference and no list is closed to other values") {
  const std::vector<schema::Type> all = types();
  const table::XlsxBook book = cli::blank_sheet(all[0], all, names(), {2026, 11, 21});
  CHECK(list_of(book, "Cấp") == Strings{"Cấp xã", "Cấp tỉnh"});
  CHECK(list_of(book, "Kênh") == Strings{"loa", "bang"});
  CHECK(column(book, "Cấp").only_choices);
  for (const char* open : {"Nơi làm *", "Cùng làm", "Kênh"}) {
    INFO(open);
    CHECK_FALSE(column(book, open).only_choices);
  }
}

TEST_CASE("a list that nobody would scroll through is not offered") {
  const std::vector<schema::Type> all = types();
  ingest::KnownNames many;
  for (int i = 0; i < 200; ++i) many.add("co_quan", "tn" + std::to_string(i), {});
  CHECK(list_of(cli::blank_sheet(all[0], all, many, {2026, 11, 21}), "Cùng làm").size() == 200);
  many.add("co_quan", "them", {});
  CHECK(list_of(cli::blank_sheet(all[0], all, many, {2026, 11, 21}), "Cùng làm").empty());
}

TEST_CASE("of yes and no only what may be said is offered") {
  const std::vector<schema::Type> all = types();
  const table::XlsxBook book = cli::blank_sheet(all[0], all, names(), {2026, 11, 21});
  CHECK(list_of(book, "Mật") == Strings{"không"});
  CHECK(list_of(book, "Xong") == Strings{"có", "không"});
}

TEST_CASE("a required field that no cell can hold has a column to say so in") {
  const std::vector<schema::Type> all = types();
  const table::XlsxBook book = cli::blank_sheet(all[0], all, names(), {2026, 11, 21});
  CHECK(list_of(book, "Bảng *") == Strings{"Chưa công bố"});
  CHECK(column(book, "Bảng *").only_choices);
}

TEST_CASE("the guide says what makes a cell necessary") {
  const std::vector<schema::Type> all = types();
  const table::XlsxBook book = cli::blank_sheet(all[0], all, names(), {2026, 11, 21});
  for (const auto& row : book.sheets.at(1).rows) {
    if (row.size() > 2 && row[1] == "luat") CHECK(row[2] == "khi có Cấp: Cấp xã");
    if (row.size() > 2 && row[1] == "noi") CHECK(row[2] == "có");
    if (row.size() > 2 && row[1] == "kenh") CHECK(row[2].empty());
  }
}
