// Tables of offices: columns found by what people call them, cells by what they mean.
#include "ingest/import_table.h"

#include "schema/read_type.h"
#include "support/catch.h"
#include "table/read_table.h"
#include "table/read_xlsx.h"
#include "value/to_json.h"

using namespace minhbach;
using namespace minhbach::ingest;

namespace {

using Strings = std::vector<std::string>;

const schema::Type& type() {
  static const schema::Type made = [] {
    std::vector<Diagnostic> diagnostics;
    auto read = schema::read_type(SourceText("site/types/vi_du.schema.json", R"({
      "title": "Ví dụ", "type": "object", "additionalProperties": false,
      "required": ["ten"],
      "properties": {
        "id": {"title": "Mã nội dung", "type": "string"},
        "ma": {"title": "Mã", "type": "string"},
        "ten": {"title": "Tên thủ tục", "type": "string", "minLength": 2},
        "ngay": {"title": "Ngày ban hành", "type": "string", "format": "ngay"},
        "phi": {"title": "Mức phí", "type": "number", "x-don-vi": "đồng"},
        "cap": {"title": "Cấp", "type": "string", "enum": ["xa", "tinh"],
                "x-nhan-lua-chon": ["Cấp xã", "Cấp tỉnh"]},
        "mo": {"title": "Còn hiệu lực", "type": "boolean"},
        "tu_khoa": {"title": "Từ khóa", "type": "array", "items": {"type": "string"}},
        "bai": {"title": "Nội dung", "type": "string", "x-dinh-dang": "markdown"},
        "buoc": {"title": "Các bước", "type": "array", "items": {"type": "object",
          "additionalProperties": false, "required": ["lam"],
          "properties": {"ten": {"title": "Tên", "type": "string"},
                         "lam": {"title": "Làm gì", "type": "string"}}}}
      }})"),
                                  diagnostics);
    REQUIRE(read);
    return *read;
  }();
  return made;
}

struct Imported {
  std::optional<TableImport> out;
  Strings said;  ///< "code line:column".
  std::string row(std::size_t index) const { return to_compact_json(out->records.at(index).node); }
};

Imported take(const TableSource& source, const table::Table& table, const TableChoices& choices,
              Report& report) {
  Imported imported;
  imported.out = import_table(source, table, type(), choices, report);
  for (const Diagnostic& each : report.sorted())
    imported.said.push_back(
        fmt::format("{} {}:{}", each.message->code, each.place.line, each.place.column));
  return imported;
}

Imported import_csv(const std::string& text, const TableChoices& choices = {}) {
  Report report;
  const TableSource source{SourceText("a.csv", text), false};
  std::vector<Diagnostic> problems;
  const Result<table::Table> table = table::read_table(source.text, problems);
  REQUIRE(table);
  report.add(std::move(problems));
  return take(source, *table, choices, report);
}

/// A table of one row in a sheet.
Imported import_sheet(const std::vector<std::string>& titles, const std::vector<table::Cell>& cells,
                      bool from_1904 = false) {
  Report report;
  table::Table table;
  table.from_1904 = from_1904;
  table.rows.push_back({2, cells});
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const int column = static_cast<int>(i) + 1;
    table.header.push_back({1, column, titles[i], {}});
    table.rows[0].cells[i].line = 2;
    table.rows[0].cells[i].column = column;
  }
  table.repeated.resize(titles.size());
  return take({SourceText("a.xlsx[Bảng]", ""), true}, table, {}, report);
}

table::Cell cell(std::string text, table::Cell::Kind kind = table::Cell::Kind::text) {
  return {0, 0, std::move(text), kind};
}

}  // namespace

TEST_CASE("columns are found by id or label, with or without diacritics, capitals and asterisks") {
  const Imported imported = import_csv(
      "STT;MÃ NỘI DUNG;ten thu tuc (*);Ngày ban hành:;phi\n"
      "1;a;Một;17/05/2024;1.234,5\n2;b;Hai;05/2024;1.000.000 đồng\n");
  REQUIRE(imported.out);
  CHECK(imported.said.empty());
  CHECK(imported.row(0) == R"({"id": "a", "ten": "Một", "ngay": "2024-05-17", "phi": 1234.5})");
  CHECK(imported.row(1) == R"({"id": "b", "ten": "Hai", "ngay": "2024-05", "phi": 1000000})");
  CHECK(imported.out->owned == Strings{"id", "ten", "ngay", "phi"});
}

TEST_CASE("choices, yes and no, and lists are understood as people write them") {
  const Imported imported = import_csv(
      "id,ten,cap,mo,tu_khoa,buoc\na,Tên,CẤP XÃ,Có,đất; nhà,\"Nộp | đơn; giấy\nChờ\"\n"
      "b,Tên,tinh,không,\"một;hai\nba\",\n");
  REQUIRE(imported.out);
  CHECK(imported.row(0) ==
        R"({"id": "a", "ten": "Tên", "cap": "xa", "mo": true, "tu_khoa": ["đất", "nhà"], )"
        R"("buoc": [{"ten": "Nộp", "lam": "đơn; giấy"}, {"lam": "Chờ"}]})");
  CHECK(imported.row(1) ==
        R"({"id": "b", "ten": "Tên", "cap": "tinh", "mo": false, "tu_khoa": ["một;hai", "ba"]})");
}

TEST_CASE("a cell that looks like a formula or like markup is text") {
  const Imported imported = import_csv("id,ten,bai\na,=1+1,\"- <b>*x*</b>\n@y\"\nb,'=1+1,+84\n");
  REQUIRE(imported.out);
  CHECK(imported.row(0) ==
        R"({"id": "a", "ten": "=1+1", "bai": "- \\<b\\>\\*x\\*\\</b\\>\n\n@y"})");
  CHECK(imported.row(1).starts_with(R"({"id": "b", "ten": "=1+1", "bai": "\\+84")"));
}

TEST_CASE("what is wrong with rows is collected, each at its cell, and they give no record") {
  const Imported imported = import_csv(
      "id,ten,ngay,phi,cap\na,Một,31/6/2024,x,Cấp làng\nb\nc,Ba,,1.000,\nd,,,,\n,Không mã,,,\n"
      "e,Đúng,,,\n");
  REQUIRE(imported.out);
  REQUIRE(imported.out->records.size() == 1);
  CHECK(imported.out->records[0].id == "e");
  CHECK(imported.said == Strings{"MB0211 2:7", "MB0335 2:17", "MB0346 2:19", "MB0254 3:1",
                                 "MB0358 4:7", "MB0331 5:3", "MB0476 6:1"});
}

TEST_CASE("columns that fit nothing, twice, or are missing are told of once") {
  CHECK(import_csv("id,ten,Ngay bna hanh\na,Tên,1\n").said == Strings{"MB0470 1:8"});
  CHECK(import_csv("id,ten,Tên thủ tục\na,Tên,b\n").said == Strings{"MB0472 1:8"});
  CHECK(import_csv("id,phi\na,1\nb,2\n").said == Strings{"MB0486 1:1"});
  CHECK(import_csv("ten,phi\nTên,1\n").said == Strings{"MB0474 1:1"});
  CHECK(import_csv("id,ten\n").said == Strings{"MB0485 1:1"});
}

TEST_CASE("ids come from the column id, else from the key, and are fit for an address") {
  CHECK(import_csv("ma,ten\n57/KH-UBND,Tên\n").out->records[0].id == "57-kh-ubnd");
  CHECK(import_csv("ma,ten\n1.004222,Tên\n").out->records[0].id == "1.004222");
  TableChoices choices;
  choices.key = "ten";
  CHECK(import_csv("ma,ten\n1,Đất đai\n", choices).out->records[0].id == "dat-dai");
  CHECK(import_csv("ma,ten\n???,Tên\n").said == Strings{"MB0477 2:1"});
  choices.key = "ngay";
  CHECK(import_csv("ma,ten\n1,Tên\n", choices).said == Strings{"MB0475 1:1"});
}

TEST_CASE("a mapping names columns, leaves some out, and gives what holds for all rows") {
  const SourceText source("m.json", R"({"cot": {"Tiêu đề": "ten", "Ghi chú": null},
    "mac_dinh": {"phi": 5}, "khoa": "ten"})");
  const Result<Mapping> mapping = read_mapping(source, type());
  REQUIRE(mapping);
  TableChoices choices;
  choices.mapping = *mapping;
  choices.mapping_source = &source;
  const Imported imported = import_csv("TIÊU ĐỀ,Ghi chú\nĐất đai,bỏ\n", choices);
  REQUIRE(imported.out);
  CHECK(imported.row(0) == R"({"id": "dat-dai", "ten": "Đất đai", "phi": 5})");
  CHECK(import_csv("ten,Ghi chú\nĐất đai,bỏ\n", choices).said == Strings{"MB0484 1:10"});
  for (const char* wrong :
       {"[]", R"({"cott": {}})", R"({"cot": {"a": "khong"}})", R"({"khoa": "x"})", "{"}) {
    INFO(wrong);
    CHECK_FALSE(read_mapping(SourceText("m.json", wrong), type()));
  }
}

TEST_CASE("numbers and dates of sheets are taken by what the field asks for") {
  using Kind = table::Cell::Kind;
  const Strings titles{"id", "ten", "ngay", "phi"};
  Imported imported =
      import_sheet(titles, {cell("a"), cell("2024-05-17", Kind::date),
                            cell("2024-05-17", Kind::date), cell("1.125", Kind::number)});
  REQUIRE(imported.out);
  CHECK(imported.row(0) ==
        R"({"id": "a", "ten": "17/05/2024", "ngay": "2024-05-17", "phi": 1.125})");
  CHECK(imported.said.empty());

  imported = import_sheet(titles, {cell("a"), cell("1.00422", Kind::number),
                                   cell("45429", Kind::number), cell("5", Kind::number)});
  REQUIRE(imported.out);
  CHECK(imported.row(0) == R"({"id": "a", "ten": "1.00422", "ngay": "2024-05-17", "phi": 5})");
  CHECK(imported.said == Strings{"MB0480 2:2", "MB0481 2:3"});

  CHECK(
      import_sheet(titles, {cell("a"), cell("Tên"), cell("2024", Kind::number), cell("")}).row(0) ==
      R"({"id": "a", "ten": "Tên", "ngay": "2024"})");
  CHECK(import_sheet(titles, {cell("a"), cell("Tên"), cell("43967", Kind::number), cell("")}, true)
            .row(0) == R"({"id": "a", "ten": "Tên", "ngay": "2024-05-17"})");
  CHECK(import_sheet(titles, {cell("a"), cell("Tên"), cell("1905-07-16", Kind::date), cell("")})
            .said == Strings{"MB0482 2:3"});
}

TEST_CASE("a text keeps the zeros that the format of its cell shows") {
  table::Cell code = cell("42", table::Cell::Kind::number);
  code.padded = "00042";
  const Imported imported =
      import_sheet({"id", "ma", "ten", "phi"}, {cell("a"), code, cell("Tên"), code});
  REQUIRE(imported.out);
  CHECK(imported.row(0) == R"({"id": "a", "ma": "00042", "ten": "Tên", "phi": 42})");
  CHECK(imported.said.empty());
}

TEST_CASE("of one wrong cell one thing is said") {
  CHECK(import_csv("id,ten,buoc\na,Tên,x | y | z\n").said == Strings{"MB0478 2:7"});
}

TEST_CASE("a mistake in a sheet shows the cell's name and text") {
  Report report;
  table::Table table;
  table.header = {{1, 1, "id", {}}, {1, 2, "ten", {}}, {1, 3, "ngay", {}}};
  table.repeated.resize(3);
  table.rows = {{7, {{7, 1, "a", {}}, {7, 2, "Tên", {}}, {7, 3, "mai", {}}}}};
  take({SourceText("a.xlsx[Bảng]", ""), true}, table, {}, report);
  REQUIRE(report.sorted().size() == 1);
  const std::string text = to_text(report.sorted()[0], Language::vi);
  CHECK(text.find("a.xlsx[Bảng]:7:3: lỗi[MB0210]") == 0);
  CHECK(text.find("\n  |   C7: \"mai\"\n  |   ^") != std::string::npos);
}

TEST_CASE("the header is found below titles") {
  table::Sheet sheet;
  sheet.path = "a.xlsx[Bảng]";
  sheet.rows = {{1, {{1, 1, "DANH MỤC THỦ TỤC", {}}}},
                {3, {{3, 1, "STT", {}}, {3, 2, "Mã", {}}, {3, 3, "Tên thủ tục", {}}}}};
  CHECK(*find_header(sheet, type(), {}) == 1);
  sheet.rows.pop_back();
  CHECK(find_header(sheet, type(), {}).error().message->code == "MB0473");
}

TEST_CASE("all that is wrong is told at once, each fault once") {
  // The second row's name is too short and its key stands twice; the third has a cell too many.
  CHECK(
      import_csv("ma;ten;cap\na;Tên;xa\na;T;huyện\nA;T;xa;thừa\n").said ==
      Strings{"MB0450 3:1", "MB0347 3:3", "MB0346 3:5", "MB0467 4:1", "MB0347 4:3", "MB0253 4:8"});
  table::Cell wrong = cell("");
  wrong.is_wrong = true;
  CHECK(import_sheet({"ma", "ten"}, {cell("a"), wrong}).said.empty());
  CHECK(import_sheet({"ma", "ten"}, {wrong, cell("Tên")}).said.empty());
}

TEST_CASE("a label that is none is answered with the labels") {
  Report report;
  const TableSource source{SourceText("a.csv", "ma;ten;cap\na;Tên;Cấp tình nhà\n"), false};
  std::vector<Diagnostic> problems;
  const Result<table::Table> table = table::read_table(source.text, problems);
  REQUIRE(table);
  import_table(source, *table, type(), {}, report);
  REQUIRE(report.sorted().size() == 1);
  const Diagnostic said = report.sorted()[0];
  CHECK(said.what(Language::vi).find("Cấp xã, Cấp tỉnh") != std::string::npos);
}

TEST_CASE("a value that only one record may have is refused where another has it") {
  std::vector<Diagnostic> problems;
  auto one = schema::read_type(SourceText("site/types/mot.schema.json", R"({
      "title": "Một", "type": "object", "additionalProperties": false,
      "properties": {"id": {"title": "Id", "type": "string"},
                     "ma": {"title": "Mã", "type": "string", "x-duy-nhat": true},
                     "tep": {"title": "Tệp", "type": "string", "x-dinh-dang": "tep"}}})"),
                               problems);
  REQUIRE(one);
  const std::vector<schema::Type> types{*one};
  const TableSource source{SourceText("a.csv", "id;ma;tep\nx;1;co.pdf\ny;1;khong.pdf\nz;2;\n"),
                           false};
  const Result<table::Table> table = table::read_table(source.text, problems);
  REQUIRE(table);
  TableChoices choices;
  choices.types = &types;
  choices.known.emplace();
  choices.known->folder = "data/xa/mot";
  choices.known->has_file = [](std::string_view path) { return path == "co.pdf"; };
  choices.known->take("ma", "2", {"cu", "data/xa/mot/cu.json:3"});
  Report report;
  const auto out = import_table(source, *table, types[0], choices, report);
  REQUIRE(out);
  CHECK(out->records.size() == 1);
  Strings said;
  for (const Diagnostic& each : report.sorted())
    said.push_back(fmt::format("{} {}:{} {}", each.message->code, each.place.line,
                               each.place.column, each.arguments[2]));
  CHECK(said == Strings{"MB0466 3:3 a.csv:2:3", "MB0465 3:5 data/xa/mot",
                        "MB0466 4:3 data/xa/mot/cu.json:3"});
}
