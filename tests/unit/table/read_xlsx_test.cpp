// Reading XLSX: what office programs write, and every way in which a file can be no good.
#include "table/read_xlsx.h"

#include "support/catch.h"
#include "support/workbook.h"
#include "table/write_xlsx.h"

using namespace minhbach;
using namespace minhbach::table;

namespace {

using Strings = std::vector<std::string>;

struct Read {
  Result<Sheet> sheet;
  std::vector<Diagnostic> problems;

  /// "C5=text" of each cell; a kind other than text before it.
  Strings cells() const {
    Strings out;
    for (const Row& row : sheet->rows) {
      for (const Cell& cell : row.cells) {
        const char* kinds[] = {"", "number ", "date ", "boolean "};
        out.push_back(fmt::format("{}={}{}", cell_name(cell.line, cell.column),
                                  kinds[static_cast<int>(cell.kind)], cell.text));
      }
    }
    return out;
  }
  /// "code file:line:column" of each problem.
  Strings said() const {
    Strings out;
    for (const Diagnostic& each : problems) out.push_back(place(each));
    return out;
  }
  std::string fatal() const { return sheet ? "" : place(sheet.error()); }

  static std::string place(const Diagnostic& each) {
    return fmt::format("{} {}:{}:{}", each.message->code, each.place.file, each.place.line,
                       each.place.column);
  }
};

Read read(const std::string& bytes, const std::string& sheet = "", const TableLimits& limits = {}) {
  std::vector<Diagnostic> problems;
  Result<Sheet> out = read_xlsx("a.xlsx", bytes, sheet, problems, limits);
  return {std::move(out), std::move(problems)};
}

Read read_rows(const std::string& rows, const std::string& after = "") {
  return read(WorkbookParts{rows, after}.bytes());
}

std::string part_with(const std::string& name, const std::string& text) {
  auto parts = WorkbookParts{"<row r=\"1\">" + text_cell("A1", "a") + "</row>"}.parts();
  parts[name] = text;
  return zip_of(parts);
}

}  // namespace

TEST_CASE("texts are read whether shared, inline, rich or calculated") {
  WorkbookParts book;
  book.shared =
      "<si><t>Mã</t></si><si><r><t>Tên </t></r><r><t>đậm</t></r><rPh><t>X</t></rPh></si>"
      "<si><t xml:space=\"preserve\"> một_x000D_\nhai </t></si>";
  book.rows =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
      "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>2</v></c>" +
      text_cell("C4", "=1+1") +
      "<c r=\"D4\" t=\"str\"><f>A1&amp;B1</f><v>kết quả</v></c><c r=\"E4\" "
      "t=\"b\"><v>1</v></c></row>";
  const Read result = read(book.bytes());
  REQUIRE(result.sheet);
  CHECK(result.sheet->path == "a.xlsx[Bảng]");
  CHECK(result.cells() ==
        Strings{"A1=Mã", "B1=Tên đậm", "A4=một\nhai", "C4==1+1", "D4=kết quả", "E4=boolean true"});
  CHECK(result.said() == Strings{"MB0270 a.xlsx[Bảng]:4:4"});
}

TEST_CASE("rows and cells without names, and prefixed elements, are counted") {
  const Read rows =
      read_rows("<row><c><v>1</v></c><c/><c><v>2.50</v></c></row><row><c><v>3</v></c></row>");
  REQUIRE(rows.sheet);
  CHECK(rows.cells() == Strings{"A1=number 1", "C1=number 2.5", "A2=number 3"});
  const Read prefixed = read(WorkbookParts{"<row/>"}.bytes(), "Hai");
  REQUIRE(prefixed.sheet);
  CHECK(prefixed.cells() == Strings{"A1=ten"});
}

TEST_CASE("a cell that cannot be read is not told of again for having no title above it") {
  Read result = read_rows("<row r=\"1\">" + text_cell("A1", "a") + "</row><row r=\"2\">" +
                          text_cell("A2", "x") +
                          "<c r=\"B2\" t=\"e\"><v>#DIV/0!</v></c></row>");
  REQUIRE(result.sheet);
  CHECK(result.problems.size() == 1);
  table_of(*result.sheet, 0, result.problems);
  CHECK(result.problems.size() == 1);
}

TEST_CASE("dates are numbers with the format of a date") {
  WorkbookParts book;
  book.formats =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"mm/yyyy\"/></numFmts><cellStyleXfs><xf "
      "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
      "numFmtId=\"164\"/></cellXfs>";
  book.rows =
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45429</v></c><c r=\"B1\" s=\"2\"><v>45429</v></c>"
      "<c r=\"C1\"><v>45429</v></c><c r=\"D1\" s=\"9\"><v>0.10000000000000001</v></c></row>";
  CHECK(read(book.bytes()).cells() ==
        Strings{"A1=date 2024-05-17", "B1=date 2024-05", "C1=number 45429", "D1=number 0.1"});
  book.settings = "<workbookPr date1904=\"1\"/>";
  book.rows =
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43967</v></c><c r=\"B1\" s=\"1\"><v>-3</v></c></row>";
  const Read old = read(book.bytes());
  CHECK(old.cells() == Strings{"A1=date 2024-05-17", "B1="});
  CHECK_FALSE(old.sheet->rows[0].cells[0].is_wrong);
  CHECK(old.sheet->rows[0].cells[1].is_wrong);
  CHECK(old.said() == Strings{"MB0273 a.xlsx[Bảng]:1:2"});
}

TEST_CASE("zeros before a number are known where its format is nothing but zeros") {
  WorkbookParts book;
  book.formats =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/><numFmt numFmtId=\"165\" "
      "formatCode=\"0.00\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf "
      "numFmtId=\"165\"/></cellXfs>";
  book.rows =
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42</v></c><c r=\"B1\" s=\"1\"><v>1234567</v></c>"
      "<c r=\"C1\" s=\"1\"><v>4.5</v></c><c r=\"D1\" s=\"2\"><v>42</v></c></row>";
  const Read result = read(book.bytes());
  REQUIRE(result.sheet);
  Strings padded;
  for (const Cell& cell : result.sheet->rows.at(0).cells) padded.push_back(cell.padded);
  CHECK(padded == Strings{"00042", "1234567", "", ""});
}

TEST_CASE("formulas without a result and error values are placed") {
  const Read result = read_rows(
      "<row r=\"2\"><c r=\"B2\"><f>1+1</f></c><c r=\"C2\" t=\"e\"><f>X</f>"
      "<v>#REF!</v></c><c r=\"D2\"><f>1+1</f><v>2</v></c></row>");
  REQUIRE(result.sheet);
  CHECK(result.said() ==
        Strings{"MB0271 a.xlsx[Bảng]:2:2", "MB0272 a.xlsx[Bảng]:2:3", "MB0270 a.xlsx[Bảng]:2:4"});
  CHECK(source_excerpt(result.problems[1]) == "  C2\n  ^");
}

TEST_CASE("the first sheet that can be seen is read, or the one that is named") {
  WorkbookParts book{"<row r=\"1\">" + text_cell("A1", "một") + "</row>"};
  CHECK(read(book.bytes()).cells() == Strings{"A1=một"});
  book.state = "state=\"hidden\"";
  CHECK(read(book.bytes()).cells() == Strings{"A1=ten"});
  CHECK(read(book.bytes(), "Bảng").cells() == Strings{"A1=một"});
  CHECK(read(book.bytes(), "Bang").fatal() == "MB0268 a.xlsx:0:0");
  CHECK(read(WorkbookParts{}.bytes()).fatal() == "MB0250 a.xlsx[Bảng]:1:1");
}

TEST_CASE("merged cells are told of from the header on") {
  const std::string rows = "<row r=\"1\">" + text_cell("A1", "TIÊU ĐỀ") + "</row><row r=\"2\">" +
                           text_cell("A2", "ma") + text_cell("B2", "ten") + "</row><row r=\"3\">" +
                           text_cell("A3", "x") + text_cell("D3", "y") + "</row>";
  const Read result = read_rows(rows,
                                "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell "
                                "ref=\"A3:A5\"/><mergeCell ref=\"nonsense\"/></mergeCells>");
  REQUIRE(result.sheet);
  std::vector<Diagnostic> problems;
  const Table table = table_of(*result.sheet, 1, problems);
  REQUIRE(problems.size() == 2);
  CHECK(Read::place(problems[0]) == "MB0269 a.xlsx[Bảng]:3:1");
  CHECK(problems[0].arguments == Strings{"A3:A5"});
  CHECK(Read::place(problems[1]) == "MB0256 a.xlsx[Bảng]:3:4");
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0].cells.size() == 2);
}

TEST_CASE("files that are no workbook say what they are") {
  std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  CHECK(read(compound).fatal() == "MB0262 a.xlsx:0:0");
  for (const char c : std::string_view("EncryptedPackage")) compound += std::string{c, '\0'};
  CHECK(read(compound).fatal() == "MB0263 a.xlsx:0:0");
  CHECK(read("<html>").fatal() == "MB0261 a.xlsx:0:0");
  CHECK(read("").fatal() == "MB0261 a.xlsx:0:0");
  CHECK(read(zip_of({{"a.txt", "a"}})).fatal() == "MB0265 a.xlsx:0:0");
}

TEST_CASE("a workbook that is cut off or damaged anywhere is refused, never half read") {
  const std::string whole =
      WorkbookParts{"<row r=\"1\">" + text_cell("A1", "a") + "</row>"}.bytes();
  REQUIRE(read(whole).sheet);
  for (std::size_t size = 0; size < whole.size(); size += 7)
    CHECK_FALSE(read(whole.substr(0, size)).sheet);
  for (std::size_t at = 30; at < whole.size(); at += 5) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    const Read result = read(damaged);  // May be read where the byte says nothing.
    if (result.sheet) CHECK(result.sheet->rows.size() <= 1);
  }
  CHECK(read(part_with("xl/worksheets/sheet1.xml", "<worksheet><sheetData>")).fatal() ==
        "MB0264 a.xlsx:0:0");
}

TEST_CASE("entities, deep nesting and endless tags are refused") {
  const std::string doctype =
      "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM "
      "\"file:///etc/passwd\">]>";
  for (const char* part : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml",
                           "_rels/.rels", "xl/styles.xml"}) {
    INFO(part);
    CHECK(read(part_with(part, doctype + "<worksheet>&b;&f;</worksheet>")).fatal() ==
          "MB0267 a.xlsx:0:0");
  }
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(read(part_with("xl/worksheets/sheet1.xml", deep)).fatal() == "MB0264 a.xlsx:0:0");
  const std::string tag = "<a b=\"" + std::string(3u << 20, 'x');
  CHECK(read(part_with("xl/worksheets/sheet1.xml", tag)).fatal() == "MB0264 a.xlsx:0:0");
}

TEST_CASE("a small file that unpacks to a large one is refused by what comes out") {
  TableLimits limits;
  limits.unpacked_bytes = 1u << 20;
  const std::string bomb =
      part_with("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + std::string(4u << 20, ' '));
  CHECK(bomb.size() < 20'000);
  CHECK(read(bomb, "", limits).fatal() == "MB0266 a.xlsx:0:0");
}

TEST_CASE("limits on rows, cells and problems hold") {
  TableLimits limits;
  limits.rows = 2;
  std::string rows;
  for (int i = 1; i <= 9; ++i) rows += "<row><c><v>1</v></c></row>";
  CHECK(read(WorkbookParts{rows}.bytes(), "", limits).fatal() == "MB0257 a.xlsx[Bảng]:4:1");
  limits = {};
  limits.cell_bytes = 10;
  CHECK(read(WorkbookParts{"<row r=\"1\">" + text_cell("A1", std::string(99, 'x')) +
                           text_cell("B1", "b") + "</row>"}
                 .bytes(),
             "", limits)
            .said() == Strings{"MB0258 a.xlsx[Bảng]:1:1"});
  limits.problems = 2;
  rows.clear();
  for (int i = 1; i <= 9; ++i) rows += "<row><c t=\"e\"><v>#N/A</v></c><c><v>1</v></c></row>";
  CHECK(read(WorkbookParts{rows}.bytes(), "", limits).said().back() == "MB0260 a.xlsx[Bảng]:3:1");
}

TEST_CASE("cells out of their order, past the sheet or of unknown texts are damage") {
  for (const std::string rows :
       {"<row r=\"2\"/><row r=\"2\"/>", "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"A2\"/></row>", "<row r=\"99999999\"/>",
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1e999</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>nan</v></c></row>"}) {
    INFO(rows);
    const Read result = read_rows(rows);
    CHECK(result.fatal().substr(0, 6) == "MB0264");
  }
}

TEST_CASE("what is written is read back, and formulas stay text") {
  XlsxBook book;
  book.date = {2026, 4, 22};
  book.lists_name = "Lựa chọn";
  book.lists = {{"phi", {"Có thu", "Không thu"}}};
  XlsxSheet sheet{"Thủ tục", {}, {{"=HYPERLINK(\"x\")", "+84", "-5", "@x", "01"}}};
  for (const char* title : {"a", "b", "c", "d", "e"}) sheet.columns.push_back({.title = title});
  sheet.columns[1].choices_of = "phi";
  sheet.columns[1].prompt = std::string(400, 'x');
  book.sheets = {sheet};
  const Result<std::string> bytes = write_xlsx(book);
  REQUIRE(bytes);
  const Read result = read(*bytes);
  REQUIRE(result.sheet);
  CHECK(result.said().empty());
  CHECK(result.cells() == Strings{"A1=a", "B1=b", "C1=c", "D1=d", "E1=e", "A2==HYPERLINK(\"x\")",
                                  "B2=+84", "C2=-5", "D2=@x", "E2=01"});
  CHECK(read(*bytes, "Lựa chọn").cells() == Strings{"A1=phi", "A2=Có thu", "A3=Không thu"});
  CHECK(*write_xlsx(book) == *bytes);
}
