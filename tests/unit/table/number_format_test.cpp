// Which numbers of a sheet are dates, in both date systems.
#include "table/number_format.h"

#include "support/catch.h"

using namespace minhbach::table;

TEST_CASE("formats of dates are told from those of numbers") {
  CHECK(shown_by(0) == Shown::number);
  CHECK(shown_by(14) == Shown::date);
  CHECK(shown_by(17) == Shown::month);
  CHECK(shown_by(20) == Shown::time);
  CHECK(shown_by("dd/mm/yyyy") == Shown::date);
  CHECK(shown_by("[$-42A]d mmmm yyyy;@") == Shown::date);
  CHECK(shown_by("mm/yyyy") == Shown::month);
  CHECK(shown_by("yyyy") == Shown::year);
  CHECK(shown_by("[h]:mm") == Shown::time);
  CHECK(shown_by("General") == Shown::number);
  CHECK(shown_by("#,##0.00\\ \"đồng/yd\"") == Shown::number);
  CHECK(shown_by("[Red]0.0;[Blue]dd") == Shown::number);
  CHECK(shown_by("\"ngày") == Shown::number);
}

TEST_CASE("a number is the same day in Excel and here, counted from 1900 or from 1904") {
  CHECK(date_of_number(45429, false, Shown::date) == "2024-05-17");
  CHECK(date_of_number(45429.75, false, Shown::date) == "2024-05-17");
  CHECK(date_of_number(43967, true, Shown::date) == "2024-05-17");
  CHECK(date_of_number(45429, false, Shown::month) == "2024-05");
  CHECK(date_of_number(45429, false, Shown::year) == "2024");
  CHECK(date_of_number(1, false, Shown::date) == "1900-01-01");
  CHECK(date_of_number(59, false, Shown::date) == "1900-02-28");
  CHECK(date_of_number(61, false, Shown::date) == "1900-03-01");
  CHECK(date_of_number(0, true, Shown::date) == "1904-01-01");
  CHECK(date_of_number(2958465, false, Shown::date) == "9999-12-31");
}

TEST_CASE("numbers that are no day are refused") {
  for (const double number : {-1.0, 0.0, 60.0, 2958466.0, 1e300})
    CHECK_FALSE(date_of_number(number, false, Shown::date).has_value());
  CHECK_FALSE(date_of_number(2958465, true, Shown::date).has_value());
}

TEST_CASE("times are hours and minutes") {
  CHECK(time_of_number(0.3541666) == "08:30");
  CHECK(time_of_number(1.0625) == "25:30");
  CHECK(time_of_number(45429.5) == "12:00");
}
