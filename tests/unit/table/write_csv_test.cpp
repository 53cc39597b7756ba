// Writing CSV: quoting, the formula guard, and back again.
#include "table/write_csv.h"

#include <random>

#include "support/catch.h"
#include "table/formula_guard.h"
#include "table/read_table.h"

using namespace minhbach;
using namespace minhbach::table;
using Cells = std::vector<std::string>;
using Rows = std::vector<Cells>;

TEST_CASE("a table is written as Excel reads it") {
  const Rows rows = {{"1", "một, hai"}, {"2", "nói \"được\""}, {"3", "a\nb"}, {"4"}};
  CHECK(write_csv({"ma", "tên"}, rows) ==
        "\xEF\xBB\xBFma,tên\r\n1,\"một, hai\"\r\n2,\"nói \"\"được\"\"\"\r\n3,\"a\nb\"\r\n4,\r\n");
  CsvOptions plain;
  plain.byte_order_mark = false;
  plain.separator = ';';
  CHECK(write_csv({"a", "b"}, Rows{{"1;2", "3"}}, plain) == "a;b\r\n\"1;2\";3\r\n");
}

TEST_CASE("cells that a spreadsheet would run are guarded") {
  for (const char* cell : {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=",
                           "+", "- Hồ sơ", "'=1", "＝1", "+84a", "-1e5", "+-1"}) {
    INFO(cell);
    CHECK(looks_like_formula(cell));
    CHECK(guard_formula(cell) == "'" + std::string(cell));
    CHECK(unguard_formula(guard_formula(cell)) == cell);
  }
}

TEST_CASE("numbers, phone numbers and plain text are not guarded") {
  for (const char* cell : {"", "-", "-5", "-1.234,5", "+84 912 345 678", "a=b", "'", "'a", "1-2",
                           "Đất đai", " =1", "'-5"}) {
    INFO(cell);
    CHECK_FALSE(looks_like_formula(cell));
    CHECK(guard_formula(cell) == cell);
    CHECK(unguard_formula(guard_formula(cell)) == cell);
  }
}

TEST_CASE("the guard can be left out") {
  CsvOptions options;
  options.guard_formulas = false;
  options.byte_order_mark = false;
  CHECK(write_csv({"a"}, Rows{{"=1"}}, options) == "a\r\n=1\r\n");
}

TEST_CASE("whatever is written is read back the same") {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {"a", "đ", ",", ";", "\t", "\"",     "\n", " ",   "=",
                                           "'", "-", "+", "7", "@",  "\u00A0", "＋", "sep="};
  for (const char separator : {',', ';', '\t'}) {
    for (int round = 0; round < 200; ++round) {
      Rows rows;
      for (int r = 0; r < 4; ++r) {
        Cells cells = {fmt::format("{}", r)};  // A row without any text would be passed over.
        for (int c = 0; c < 3; ++c) {
          std::string cell;
          for (std::size_t n = random() % 5; n > 0; --n) cell += pieces[random() % pieces.size()];
          cells.push_back(cell);
        }
        rows.push_back(cells);
      }
      CsvOptions options;
      options.separator = separator;
      options.byte_order_mark = round % 2 == 0;
      const std::string text = write_csv({"id", "a", "b", "c"}, rows, options);
      std::vector<Diagnostic> problems;
      const Result<Table> table = read_table(SourceText("a.csv", text), problems);
      INFO(text);
      REQUIRE(table);
      REQUIRE(problems.empty());
      REQUIRE(table->rows.size() == rows.size());
      for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < 4; ++c) REQUIRE(table->rows[r].cells[c].text == rows[r][c]);
      }
    }
  }
}
