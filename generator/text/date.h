// Dates as documents carry them: perhaps without a day, perhaps only a year.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"
#include "text/style.h"

namespace minhbach::text {

/// A date of the Gregorian calendar with what is known of it. Sorts by time; what is less precise
/// stands first (2024, 05/2024, 01/05/2024).
struct Date {
  int year = 0;   ///< 1000–9999; 0 in a Date that says nothing.
  int month = 0;  ///< 1–12; 0 unknown.
  int day = 0;    ///< 1–31; 0 unknown, always when the month is.

  bool is_full() const { return day != 0; }
  friend bool operator==(const Date&, const Date&) = default;
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Reads 17/05/2024, 17/5/2024 (also with '-' or '.'), 05/2024, 2024, and ISO 8601: 2024-05-17,
/// 2024-05. A day that the month does not have is an error that says so. The diagnostic has no
/// place: the caller knows it.
Result<Date> parse_date(std::string_view text);

std::string to_iso(Date date);  ///< 2024-05-17, 2024-05, 2024.
/// 17/05/2024, tháng 5/2024, năm 2024; in English 17 May 2024, May 2024, 2024.
std::string format_date(Date date, Style style = Style::vietnamese);

/// As documents are dated (Decree 30/2020: days below 10 and the months 1 and 2 take a zero):
/// "ngày 02 tháng 7 năm 2024", "tháng 02 năm 2024", "năm 2024". In English as format_date.
std::string format_date_long(Date date, Style style = Style::vietnamese);

/// A day of every year: 10/12; in English 10 December.
std::string format_day_month(int day, int month, Style style = Style::vietnamese);

/// Midnight in Vietnam at the start of the date (of its first day when it is not full), for feeds:
/// 2024-05-17T00:00:00+07:00.
std::string to_rfc3339(Date date);

}  // namespace minhbach::text
