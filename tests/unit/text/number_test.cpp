// Numbers, money, sizes, and the spaces that hold them together.
#include "text/number.h"

#include "support/catch.h"
#include "text/typography.h"

using namespace minhbach::text;

TEST_CASE("numbers are written with a decimal comma and points for thousands") {
  CHECK(format_number(50.6) == "50,6");
  CHECK(format_number(1234.5) == "1.234,5");
  CHECK(format_number(1234567) == "1.234.567");
  CHECK(format_number(7, 1) == "7,0");
  CHECK(format_number(2.345, 2) == "2,35");
  CHECK(format_number(999.96, 1) == "1.000,0");
  CHECK(format_number(0.1 + 0.2) == "0,3");
  CHECK(format_number(-1234.5) == "-1.234,5");
  CHECK(format_number(-0.001, 2) == "0,00");
  CHECK(format_number(0) == "0");
  CHECK(format_number(1e15) == "1.000.000.000.000.000");
  CHECK(format_integer(-1000) == "-1.000");
  CHECK(format_integer(999) == "999");
  CHECK(format_integer(INT64_MIN) == "-9.223.372.036.854.775.808");
}

TEST_CASE("a unit is joined by a no-break space") {
  CHECK(format_percent(50.6) == "50,6\u00A0%");
  CHECK(format_dong(1500000) == "1.500.000\u00A0đồng");
  CHECK(format_dong(0) == "0\u00A0đồng");
  CHECK(unit_after_number("%") == "\u00A0%");
  CHECK(unit_after_number("điểm", Style::english) == "\u00A0điểm");
  CHECK(unit_after_number("%", Style::english) == "%");
  CHECK(unit_after_number("").empty());
}

TEST_CASE("file sizes are in the largest unit that leaves a whole part") {
  CHECK(format_size(0) == "0\u00A0B");
  CHECK(format_size(1023) == "1.023\u00A0B");
  CHECK(format_size(1024) == "1\u00A0KB");
  CHECK(format_size(1258291) == "1,2\u00A0MB");
  CHECK(format_size(1024 * 1024 - 1) == "1\u00A0MB");
  CHECK(format_size(50ull << 30) == "50\u00A0GB");
}

TEST_CASE("in English points and commas change places, and the percent sign stands close") {
  CHECK(format_number(1234.5, -1, Style::english) == "1,234.5");
  CHECK(format_number(1234567, 2, Style::english) == "1,234,567.00");
  CHECK(format_number(-0.001, 2, Style::english) == "0.00");
  CHECK(format_integer(-1500, Style::english) == "-1,500");
  CHECK(format_percent(50.6, -1, Style::english) == "50.6%");
  CHECK(format_dong(1500000, Style::english) == "VND\u00A01,500,000");
  CHECK(format_size(1258291, Style::english) == "1.2\u00A0MB");
}

TEST_CASE("numbers keep to their units, and words to the numbers they name") {
  CHECK(keep_together("đạt 50,6 % trở lên") == "đạt 50,6\u00A0% trở lên");
  CHECK(keep_together("theo Điều 9, khoản 2 điểm b, Chương IV") ==
        "theo Điều\u00A09, khoản\u00A02 điểm\u00A0b, Chương\u00A0IV");
  CHECK(keep_together("ngày 02 tháng 7 năm 2024") == "ngày\u00A002 tháng\u00A07 năm\u00A02024");
  CHECK(keep_together("1.500.000 đồng, 3 ha") == "1.500.000\u00A0đồng, 3\u00A0ha");
  CHECK(keep_together("(Điều 9)") == "(Điều\u00A09)");
  CHECK(keep_together("số liệu của năm sau") == "số liệu của năm sau");
  CHECK(keep_together(" hai  cách ") == " hai  cách ");
  CHECK(keep_together("") == "");
}

TEST_CASE("spaces beside numbers are found wherever they stand in a long text") {
  const auto kept = [](std::string_view text) {
    std::string out;
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t at = find_number_space(text, from);
      out += text.substr(from, at - from);
      if (at < text.size()) out += "\u00A0";
      from = at + 1;
    }
    return out;
  };
  for (std::size_t pad = 0; pad < 40; ++pad) {
    const std::string before(pad, 'x'), after(pad % 7, ' ');
    INFO(pad);
    CHECK(kept(before + " 50,6 % và (Điều 9)" + after) ==
          before + " 50,6\u00A0% và (Điều\u00A09)" + after);
    CHECK(kept(before + " ngày 02 tháng 7 năm 2024, 3 ha.") ==
          before + " ngày\u00A002 tháng\u00A07 năm\u00A02024, 3\u00A0ha.");
  }
  CHECK(kept("ngày 02 tháng 7, 1.500.000 đồng") ==
        "ngày\u00A002 tháng\u00A07, 1.500.000\u00A0đồng");
  CHECK(kept("số liệu của 5 xã, còn 7 hồ sơ") == "số liệu của 5 xã, còn 7 hồ sơ");
  CHECK(kept("Điều ") == "Điều ");
  CHECK(kept(" 9") == " 9");
  CHECK(kept("9 ") == "9 ");
  CHECK(kept("") == "");
}

TEST_CASE("names of places keep on one line") {
  CHECK(keep_together("UBND xã Ví Dụ đã trả lời") == "UBND xã\u00A0Ví\u00A0Dụ đã trả lời");
  CHECK(keep_together("(huyện Lục Nam, Tỉnh ủy)") == "(huyện\u00A0Lục\u00A0Nam, Tỉnh ủy)");
  CHECK(keep_together("tỉnh Đồng Tháp") == "tỉnh\u00A0Đồng\u00A0Tháp");
  CHECK(keep_together("xã, thị trấn; huyện và tỉnh") == "xã, thị trấn; huyện và tỉnh");
}
