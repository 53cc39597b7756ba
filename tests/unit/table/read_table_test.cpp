// Reading CSV: what Excel and others write, and what is wrong with it where.
#include "table/read_table.h"

#include "support/catch.h"
#include "table/messages.h"
#include "text/messages.h"

using namespace minhbach;
using namespace minhbach::table;
using Rows = std::vector<std::vector<std::string>>;

namespace {

struct Read {
  Result<Table> table;
  std::vector<Diagnostic> problems;

  Rows rows() const {
    Rows out;
    for (const Row& row : table->rows) {
      out.emplace_back();
      for (const Cell& cell : row.cells) out.back().push_back(cell.text);
    }
    return out;
  }
  std::vector<std::string> header() const {
    std::vector<std::string> out;
    for (const Cell& cell : table->header) out.push_back(cell.text);
    return out;
  }
  /// "line:column code" of each problem.
  std::vector<std::string> places() const {
    std::vector<std::string> out;
    for (const Diagnostic& d : problems) {
      out.push_back(fmt::format("{}:{} {}", d.place.line, d.place.column, d.message->code));
    }
    return out;
  }
};

Read read(std::string text, const TableLimits& limits = {}) {
  std::vector<Diagnostic> problems;
  Result<Table> table = read_table(SourceText("data/a.csv", std::move(text)), problems, limits);
  return {std::move(table), std::move(problems)};
}

std::string at(const Cell& cell) { return fmt::format("{}:{}", cell.line, cell.column); }

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a table is read whatever separates its cells and ends its lines") {
  for (const std::string separator : {",", ";", "\t"}) {
    for (const std::string end : {"\n", "\r\n"}) {
      for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
        const std::string text = mark + "ma" + separator + "ten" + end + "1" + separator +
                                 "Đất đai" + end + "2" + separator + "" + end;
        const Read result = read(text);
        REQUIRE(result.table);
        CHECK(result.problems.empty());
        CHECK(result.table->separator == separator[0]);
        CHECK(result.header() == Names{"ma", "ten"});
        CHECK(result.rows() == Rows{{"1", "Đất đai"}, {"2", ""}});
        CHECK(at(result.table->header[0]) == "1:1");
      }
    }
  }
}

TEST_CASE("the separator is sniffed outside quotes and in the header alone") {
  CHECK(read("\"a, b, c\";d\n1,5;2,5\n").rows() == Rows{{"1,5", "2,5"}});
  CHECK(read("a\n1;2\n").rows() == Rows{{"1;2"}});
  CHECK(read("sep=;\r\nphí, lệ phí;x\r\n1;2\r\n").header() == Names{"phí, lệ phí", "x"});
  CHECK(read("sep=\t\na,b\tc\n1\t2\n").header() == Names{"a,b", "c"});
}

TEST_CASE("quoted cells hold separators, quotes and line ends") {
  const Read result =
      read("ma,ghi chú\r\n1,\"một, \"\"hai\"\"\r\nba\"\r\n2, \"đ\" \r\n\"3\",\"\"\r\n");
  REQUIRE(result.table);
  CHECK(result.problems.empty());
  CHECK(result.rows() == Rows{{"1", "một, \"hai\"\nba"}, {"2", "đ"}, {"3", ""}});
}

TEST_CASE("every cell has its line and its column in code points") {
  const Read result = read("mã,tên\nđất,  nhà\n\"a\nb\",c\nx,y\n");
  REQUIRE(result.table);
  CHECK(at(result.table->header[1]) == "1:4");
  CHECK(at(result.table->rows[0].cells[0]) == "2:1");
  CHECK(at(result.table->rows[0].cells[1]) == "2:7");
  CHECK(result.table->rows[1].line == 3);
  CHECK(at(result.table->rows[1].cells[1]) == "4:4");
  CHECK(result.table->rows[2].line == 5);
}

TEST_CASE("spaces around cells go, and spaces inside quotes stay") {
  CHECK(read("a,b\n  1\xC2\xA0 ,\" 2 \"\n").rows() == Rows{{"1", " 2 "}});
}

TEST_CASE("what Excel leaves behind is passed over") {
  const Read result = read("a;b;;\n1;2;;\n;;;\n\n3;4;;\n5;6;;;;\n");
  REQUIRE(result.table);
  CHECK(result.problems.empty());
  CHECK(result.rows() == Rows{{"1", "2", "", ""}, {"3", "4", "", ""}, {"5", "6", "", ""}});
}

TEST_CASE("a last line without an end is a row") {
  CHECK(read("a,b\n1,2").rows() == Rows{{"1", "2"}});
  CHECK(read("a,b\n1,").rows() == Rows{{"1", ""}});
  CHECK(read("a,b\n1,\"2\"").rows() == Rows{{"1", "2"}});
  CHECK(read("a,b\n1,2\r").rows() == Rows{{"1", "2"}});
}

TEST_CASE("a row that does not fit is reported, and reading goes on: one too long without its surplus") {
  const Read result = read("a,b\n1\n1,2\n1,2,3\n3,4\n,,5\n");
  REQUIRE(result.table);
  CHECK(result.places() == Names{"2:1 MB0254", "4:5 MB0253", "6:3 MB0253"});
  CHECK(result.rows() == Rows{{"1", "2"}, {"1", "2"}, {"3", "4"}});
  CHECK(to_text(result.problems[1], Language::vi) ==
        "data/a.csv:4:5: lỗi[MB0253]: dòng này có 3 ô, nhưng bảng chỉ có 2 cột\n"
        "  | 1,2,3\n"
        "  |     ^\n"
        "  gợi ý: ô có dấu , trong nội dung phải đặt trong dấu nháy kép");
}

TEST_CASE("a quote that is never closed is reported where it opens") {
  const Read result = read("a,b\n1,\"hai\n2,ba\n");
  REQUIRE_FALSE(result.table);
  CHECK(result.table.error().message == &messages::unclosed_quote);
  CHECK(result.table.error().place == Place{"data/a.csv", 2, 3});
}

TEST_CASE("text after a closing quote is reported where it stands") {
  const Read result = read("a,b\n\"1\" x,2\n3,4\n");
  REQUIRE(result.table);
  CHECK(result.places() == Names{"2:5 MB0252"});
  CHECK(result.problems[0].arguments[0] == "\"x\"");
  CHECK(result.rows() == Rows{{"3", "4"}});
  CHECK(read("a,b\n5\" ống,2\n").rows() == Rows{{"5\" ống", "2"}});  // No quote at its start.
}

TEST_CASE("columns that stand twice or hold data without a name are reported") {
  const Read result = read("a,b,a,\n1,2,3,\n1,2,3,4\n1,2,3,5\n");
  REQUIRE(result.table);
  CHECK(result.places() == Names{"1:5 MB0255", "3:7 MB0256"});
  CHECK(result.problems[1].arguments[0] == "4");
}

TEST_CASE("an empty table has no header") {
  for (const char* text : {"", "\n\n", "\xEF\xBB\xBF", ";;\n"}) {
    const Read result = read(text);
    REQUIRE_FALSE(result.table);
    CHECK(result.table.error().message == &messages::table_empty);
  }
  CHECK(read("a,b\n").table->rows.empty());
}

TEST_CASE("a table in another encoding is refused with the way out") {
  const Read result = read("ma,ten\n1,t\xAAn\n");
  REQUIRE_FALSE(result.table);
  CHECK(result.table.error().message == &messages::is_tcvn3);
  CHECK(result.table.error().hint(Language::vi).find("CSV UTF-8") != std::string::npos);
  CHECK(read(std::string("\xFF\xFEm\0a\0", 6)).table.error().message == &messages::is_utf16);
}

TEST_CASE("lines that end in CR alone are refused") {
  const Read result = read("a,b\r1,2\r");
  REQUIRE_FALSE(result.table);
  CHECK(result.table.error().message == &messages::carriage_returns_only);
}

TEST_CASE("combining marks are composed, and noted once") {
  const Read result = read("a\nKe\u0302\u0301\nma\u0300\n");
  REQUIRE(result.table);
  CHECK(result.rows() == Rows{{"Kế"}, {"mà"}});
  CHECK(result.places() == Names{"2:2 MB0206"});
}

TEST_CASE("rows, cells and problems are limited") {
  TableLimits limits;
  limits.rows = 3;
  CHECK(read("a\n1\n2\n3\n", limits).table);
  const Read rows = read("a\n1\n2\n3\n4\n", limits);
  REQUIRE_FALSE(rows.table);
  CHECK(rows.table.error().message == &messages::too_many_rows);
  CHECK(rows.table.error().place.line == 5);

  limits.cell_bytes = 5;
  CHECK(read("a,b\n1,12345\n2,123456\n", limits).places() == Names{"3:3 MB0258"});

  limits.problems = 2;
  CHECK(read("a,b\n1\n2\n3\n4\n", limits).places() ==
        Names{"2:1 MB0254", "3:1 MB0254", "3:1 MB0260"});
}

TEST_CASE("a row becomes a mapping of plain scalars without its empty cells") {
  const Read result = read("ma,ten,phi\n01,,không\n");
  REQUIRE(result.table);
  const Node node = row_node(*result.table, result.table->rows[0]);
  CHECK(node.kind == Node::Kind::mapping);
  CHECK(node.line == 2);
  REQUIRE(node.members.size() == 2);
  CHECK(node.find("ma")->text == "01");
  CHECK(node.find("ma")->kind == Node::Kind::plain);
  CHECK(node.find("ten") == nullptr);
  CHECK(node.find("phi")->column == 5);
}

TEST_CASE("a hundred thousand rows, or one line of a megabyte, are read in one pass") {
  std::string text = "ma,ten,phi\n";
  for (int i = 0; i < 100'000; ++i) text += fmt::format("{},\"Thủ tục {}\",5.000\n", i, i);
  const Read rows = read(text);
  REQUIRE(rows.table);
  CHECK(rows.table->rows.size() == 100'000);
  CHECK(rows.table->rows.back().line == 100'001);

  std::string line = "a";
  for (int i = 0; i < 300'000; ++i) line += fmt::format(",c{}", i);
  CHECK(read(line + "\n").table->header.size() == 300'001);
}

TEST_CASE("reported rows of one very long line do not carry it along") {
  const std::string filler = "\"" + std::string(50'000, 'x') + "\"";
  const Read result = read("a,b\n" + filler + "\n");
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems[0].source_line.empty());
}
