// Dates with partial precision, and the calendar under them.
#include "text/date.h"

#include "support/catch.h"
#include "text/calendar.h"
#include "text/messages.h"

using namespace minhbach;
using namespace minhbach::text;

TEST_CASE("dates are read as documents and data write them") {
  const std::vector<std::pair<const char*, Date>> cases = {
      {"17/05/2024", {2024, 5, 17}}, {"17/5/2024", {2024, 5, 17}}, {"2/7/2024", {2024, 7, 2}},
      {"17-05-2024", {2024, 5, 17}}, {"17.5.2024", {2024, 5, 17}}, {"2024-05-17", {2024, 5, 17}},
      {"2024-5-7", {2024, 5, 7}},    {"05/2024", {2024, 5, 0}},    {"5/2024", {2024, 5, 0}},
      {"2024-05", {2024, 5, 0}},     {"2024", {2024, 0, 0}},       {" 2024 ", {2024, 0, 0}},
      {"29/02/2024", {2024, 2, 29}}, {"30/6/2024", {2024, 6, 30}}, {"29/2/2000", {2000, 2, 29}},
  };
  for (const auto& [text, date] : cases) {
    INFO(text);
    const Result<Date> read = parse_date(text);
    REQUIRE(read);
    CHECK(*read == date);
  }
}

TEST_CASE("a day that the month does not have is refused with the number of its days") {
  const Result<Date> read = parse_date("31/6/2024");
  REQUIRE_FALSE(read);
  CHECK(read.error().what(Language::vi) == "không có ngày 31/6/2024: tháng 6/2024 chỉ có 30 ngày");
  CHECK(read.error().what(Language::en) == "there is no 31/6/2024: month 6/2024 has only 30 days");
  CHECK(parse_date("29/2/2023").error().message == &messages::no_such_day);
  CHECK(parse_date("2100-02-29").error().message == &messages::no_such_day);
}

TEST_CASE("what is no date is refused for its own reason") {
  const std::vector<std::pair<const char*, const Message*>> cases = {
      {"", &messages::not_a_date},
      {"hôm nay", &messages::not_a_date},
      {"17/05/24", &messages::short_year},
      {"05/17/2024", &messages::no_such_month},
      {"13/2024", &messages::no_such_month},
      {"2024-13", &messages::no_such_month},
      {"00/5/2024", &messages::not_a_date},
      {"1/0/2024", &messages::no_such_month},
      {"2024/05/17", &messages::not_a_date},
      {"17/05-2024", &messages::not_a_date},
      {"17/05/2024/", &messages::not_a_date},
      {"1/1/1/2024", &messages::not_a_date},
      {"24", &messages::not_a_date},
      {"0024", &messages::not_a_date},
      {"20240517", &messages::not_a_date},
      {"2024-05-17T00:00", &messages::not_a_date},
      {"2024-017", &messages::not_a_date},
      {"5/24", &messages::not_a_date},
      {"99999999999999999999", &messages::not_a_date},
  };
  for (const auto& [text, message] : cases) {
    INFO(text);
    const Result<Date> read = parse_date(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().message == message);
  }
}

TEST_CASE("dates are written by what is known of them") {
  CHECK(to_iso({2024, 5, 7}) == "2024-05-07");
  CHECK(to_iso({2024, 5, 0}) == "2024-05");
  CHECK(to_iso({2024, 0, 0}) == "2024");
  CHECK(format_date({2024, 5, 7}) == "07/05/2024");
  CHECK(format_date({2024, 5, 0}) == "tháng 5/2024");
  CHECK(format_date({2024, 1, 0}) == "tháng 01/2024");
  CHECK(format_date({2024, 0, 0}) == "năm 2024");
}

TEST_CASE("long dates follow the writing rules of official documents") {
  CHECK(format_date_long({2024, 7, 2}) == "ngày 02 tháng 7 năm 2024");
  CHECK(format_date_long({2024, 2, 12}) == "ngày 12 tháng 02 năm 2024");
  CHECK(format_date_long({2024, 12, 31}) == "ngày 31 tháng 12 năm 2024");
  CHECK(format_date_long({2024, 3, 0}) == "tháng 3 năm 2024");
  CHECK(format_date_long({2024, 0, 0}) == "năm 2024");
}

TEST_CASE("feeds get midnight in Vietnam") {
  CHECK(to_rfc3339({2024, 5, 17}) == "2024-05-17T00:00:00+07:00");
  CHECK(to_rfc3339({2024, 0, 0}) == "2024-01-01T00:00:00+07:00");
}

TEST_CASE("dates sort by time, the less precise first") {
  CHECK(Date{2024, 0, 0} < Date{2024, 5, 0});
  CHECK(Date{2024, 5, 0} < Date{2024, 5, 1});
  CHECK(Date{2023, 12, 31} < Date{2024, 0, 0});
}

TEST_CASE("the day before a deadline and its weekday are those of the plans") {
  // Lạng Giang 2024, Lục Nam 2024, Trà Bồng 2022–2025, Đức Phong 2024: "trước ngày X" is X - 1.
  struct Case {
    Date deadline;
    const char* last_good_day;
    int weekday;  // 1 Monday … 7 Sunday
  };
  const std::vector<Case> cases = {
      {{2024, 7, 15}, "14/07/2024", 7},  {{2024, 7, 20}, "19/07/2024", 5},
      {{2024, 7, 2}, "01/07/2024", 1},   {{2024, 7, 10}, "09/07/2024", 2},
      {{2024, 12, 2}, "01/12/2024", 7},  {{2025, 1, 2}, "01/01/2025", 3},
      {{2022, 11, 25}, "24/11/2022", 4}, {{2023, 11, 25}, "24/11/2023", 5},
      {{2024, 11, 25}, "24/11/2024", 7}, {{2025, 11, 25}, "24/11/2025", 1},
      {{2024, 11, 16}, "15/11/2024", 5}, {{2024, 11, 20}, "19/11/2024", 2},
      {{2024, 3, 1}, "29/02/2024", 4},
  };
  for (const Case& one : cases) {
    const Date day = add_days(one.deadline, -1);
    CHECK(format_date(day) == one.last_good_day);
    CHECK(weekday(day) == one.weekday);
  }
}

TEST_CASE("day numbers go there and back over four centuries") {
  CHECK(day_number({1970, 1, 1}) == 0);
  CHECK(day_number({2024, 2, 29}) == 19782);
  for (std::int64_t day = day_number({1800, 1, 1}); day < day_number({2200, 1, 1}); day += 13) {
    REQUIRE(day_number(date_of_day(day)) == day);
  }
}

TEST_CASE("months and the ends of partial dates") {
  CHECK(days_in_month(2024, 2) == 29);
  CHECK(days_in_month(1900, 2) == 28);
  CHECK(first_day({2024, 0, 0}) == Date{2024, 1, 1});
  CHECK(last_day({2024, 0, 0}) == Date{2024, 12, 31});
  CHECK(last_day({2024, 2, 0}) == Date{2024, 2, 29});
  CHECK(last_day({2024, 2, 3}) == Date{2024, 2, 3});
}

TEST_CASE("working days pass over weekends and the holidays handed in") {
  const std::vector<Date> holidays = {{2024, 4, 29}, {2024, 4, 30}, {2024, 5, 1}};
  CHECK(add_working_days({2024, 7, 1}, 5, {}) == Date{2024, 7, 8});
  CHECK(add_working_days({2024, 4, 26}, 1, holidays) == Date{2024, 5, 2});
  CHECK(add_working_days({2024, 5, 2}, -1, holidays) == Date{2024, 4, 26});
  CHECK(add_working_days({2024, 7, 6}, 1, {}) == Date{2024, 7, 8});
  CHECK(add_working_days({2024, 7, 6}, 0, {}) == Date{2024, 7, 6});
  CHECK_FALSE(is_working_day({2024, 5, 1}, holidays));
  CHECK(is_working_day({2024, 5, 2}, holidays));
}

TEST_CASE("in English a date has its month in words") {
  CHECK(format_date({2024, 7, 2}, Style::english) == "2 July 2024");
  CHECK(format_date({2024, 12, 0}, Style::english) == "December 2024");
  CHECK(format_date({2024, 0, 0}, Style::english) == "2024");
  CHECK(format_date_long({2024, 1, 31}, Style::english) == "31 January 2024");
  CHECK(format_day_month(10, 12) == "10/12");
  CHECK(format_day_month(10, 12, Style::english) == "10 December");
  CHECK(style_of("vi-VN") == Style::vietnamese);
  CHECK(style_of("en") == Style::english);
}

TEST_CASE("working days between two dates count the second and not the first") {
  const std::vector<Date> holidays = {{2024, 4, 29}, {2024, 4, 30}, {2024, 5, 1}};
  CHECK(count_working_days({2024, 4, 26}, {2024, 5, 3}, holidays) == 2);
  CHECK(count_working_days({2024, 7, 1}, {2024, 7, 8}, {}) == 5);
  CHECK(count_working_days({2024, 7, 8}, {2024, 7, 8}, {}) == 0);
  CHECK(count_working_days({2024, 7, 9}, {2024, 7, 8}, {}) == 0);
}
