// What is masked before it is written, and what must not be.
#include "feedback/screen_text.h"

#include "support/catch.h"

using minhbach::feedback::screen_text;

TEST_CASE("identity cards, phones, addresses, accounts are masked however they are written") {
  struct Case {
    const char *text, *expected;
  };
  const Case cases[] = {
      {"CCCD 001234567890 nhé", "CCCD [đã che số giấy tờ] nhé"},
      {"001 234 567 890", "[đã che số giấy tờ]"},
      {"001.234.567.890", "[đã che số giấy tờ]"},
      {"001-234-567-890", "[đã che số giấy tờ]"},
      {"０２４１９９００１２３４", "[đã che số giấy tờ]"},
      {"0 0 1 2 3 4 5 6 7 8 9 0", "[đã che số giấy tờ]"},
      {"CMND 121234567", "CMND [đã che số giấy tờ]"},
      {"CMND: 121 234 567", "CMND: [đã che số giấy tờ]"},
      {"gọi 0912345678.", "gọi [đã che số điện thoại]."},
      {"0912 345 678", "[đã che số điện thoại]"},
      {"09.1234.5678", "[đã che số điện thoại]"},
      {"0912-345-678", "[đã che số điện thoại]"},
      {"(0204) 385 4321", "[đã che số điện thoại]"},
      {"+84 912 345 678", "[đã che số điện thoại]"},
      {"+84912345678", "[đã che số điện thoại]"},
      {"0084912345678", "[đã che số điện thoại]"},
      {"84912345678", "[đã che số điện thoại]"},
      {"０９１２３４５６７８", "[đã che số điện thoại]"},
      {"Lô 12 0912345678", "Lô 12 [đã che số điện thoại]"},
      {"0912345678/0987654321", "[đã che số điện thoại]/[đã che số điện thoại]"},
      {"0912345678, 0987654321", "[đã che số điện thoại], [đã che số điện thoại]"},
      {"an.nguyen+1@example.com.vn nhận", "[đã che thư điện tử] nhận"},
      {"an@example.com", "[đã che thư điện tử]"},
      {"an @ example.com", "[đã che thư điện tử]"},
      {"an＠example．com", "[đã che thư điện tử]"},
      {"STK 1234567", "STK [đã che số tài khoản]"},
      {"số tài khoản: 0011 0043 21987", "số tài khoản: [đã che số tài khoản]"},
      {"19034567890123", "[đã che số tài khoản]"},
      {"9704 1234 5678 9012", "[đã che số tài khoản]"},
      {"4111 1111 1111 1111", "[đã che số tài khoản]"},
      {"+84.912.345.678", "[đã che số điện thoại]"},
      {"84.912.345.678", "[đã che số điện thoại]"},
      {"STK 190.345.678.901", "STK [đã che số tài khoản]"},
      {"CMND 123.456.789", "CMND [đã che số giấy tờ]"},
      {"CMTND 121 345 678", "CMTND [đã che số giấy tờ]"},
      {"CCCD 001/234/567/890", "CCCD [đã che số giấy tờ]"},
      {"sdt 0912/345/678", "sdt [đã che số điện thoại]"},
      {"0912:345:678", "[đã che số điện thoại]"},
      {"0912\n345\n678", "[đã che số điện thoại]"},
      {"4111-1111-1111-1111", "[đã che số tài khoản]"},
  };
  for (const Case& each : cases) {
    INFO(each.text);
    CHECK(screen_text(each.text) == each.expected);
  }
}

TEST_CASE("documents, dates, money, codes, hotlines and years stay as they are") {
  for (const char* text : {"Nghị định 123/2024/NĐ-CP",
                           "Quyết định 01/2021/QĐ-TTg",
                           "Luật 104/2016/QH13",
                           "Công văn số 2024/UBND-KT ngày 17/05/2024",
                           "từ 01.01.2024 đến 31.12.2024",
                           "21-11-2026",
                           "2026-11-21",
                           "02/09/2026 15:30",
                           "08:30 21/11/2026",
                           "từ 02/2024 - 03/2024",
                           "84.912.345.678 đồng",
                           "1.500.000.000 đồng",
                           "150000000 đồng",
                           "123,456,789 đ",
                           "500.000đ",
                           "giá 12.345.678.900 VNĐ",
                           "2021 2022 2023 2024",
                           "1.004220.000.00.00.H01",
                           "thửa 123, tờ bản đồ số 45",
                           "tổng đài 1900 1234",
                           "19001234",
                           "18001096",
                           "MST 0101234567",
                           "mã số thuế 0101234567-001",
                           "Điều 10 khoản 3 điểm b",
                           "50%",
                           "1/500",
                           "toạ độ 21.2814, 106.1975",
                           "a@b",
                           "@ 5",
                           "phản ánh 24/24",
                           "khu đất 1.234,5 m2",
                           "biên bản 15h30 ngày 02-09-2026",
                           ""}) {
    INFO(text);
    CHECK(screen_text(text) == text);
  }
}

TEST_CASE("long texts of digits and marks are screened in a reasonable time") {
  for (const char* piece : {"1", "1 ", "0912 ", "@", "a@", "1.", "0-"}) {
    std::string text;
    while (text.size() < 60'000) text += piece;
    screen_text(text);
  }
}
