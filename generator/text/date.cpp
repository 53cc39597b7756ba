// Reading and writing dates.
#include "text/date.h"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "text/calendar.h"
#include "text/messages.h"
#include "text/utf8.h"

namespace minhbach::text {
namespace {

Diagnostic refuse(const Message& message, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  return out;
}

/// One to three runs of digits between one kind of separator.
struct Parts {
  std::array<int, 3> number{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
  char separator = 0;
};

std::optional<Parts> split(std::string_view text) {
  Parts out;
  for (std::size_t i = 0; i < text.size();) {
    if (out.count == 3) return std::nullopt;
    const std::size_t start = i;
    int number = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && i - start < 4) {
      number = number * 10 + (text[i++] - '0');
    }
    if (i == start) return std::nullopt;
    out.number[out.count] = number;
    out.digits[out.count++] = i - start;
    if (i == text.size()) return out;
    const char c = text[i++];
    if ((c != '/' && c != '-' && c != '.') || (out.separator != 0 && c != out.separator)) {
      return std::nullopt;
    }
    out.separator = c;
  }
  return std::nullopt;  // Nothing, or a separator at the end.
}

/// Day and month numbers as documents write them; see format_date_long.
std::string two_digits(int number) { return fmt::format("{:02}", number); }
std::string month_number(int month) {
  return month < 3 ? two_digits(month) : fmt::format("{}", month);
}

constexpr std::string_view english_months[] = {"January",   "February", "March",    "April",
                                               "May",       "June",     "July",     "August",
                                               "September", "October",  "November", "December"};

std::string english_date(Date date) {
  if (date.month == 0) return fmt::format("{}", date.year);
  const std::string_view month = english_months[date.month - 1];
  if (date.day == 0) return fmt::format("{} {}", month, date.year);
  return fmt::format("{} {} {}", date.day, month, date.year);
}

}  // namespace

Result<Date> parse_date(std::string_view written) {
  const std::string_view text = trim(written);
  const std::optional<Parts> parts = split(text);
  if (!parts) return refuse(messages::not_a_date, {quote(written)});
  const bool year_first = parts->digits[0] == 4;
  // Only ISO 8601 puts the year first, and only with hyphens.
  if (year_first && parts->count > 1 && parts->separator != '-') {
    return refuse(messages::not_a_date, {quote(written)});
  }
  const std::size_t last = parts->count - 1;
  if (!year_first && parts->digits[last] != 4) {
    const bool looks_right = parts->count == 3 && parts->digits[last] == 2;
    return refuse(looks_right ? messages::short_year : messages::not_a_date, {quote(written)});
  }
  for (std::size_t i = 0; i < parts->count; ++i) {
    if (i != (year_first ? 0 : last) && parts->digits[i] > 2) {
      return refuse(messages::not_a_date, {quote(written)});
    }
  }

  Date date;
  date.year = parts->number[year_first ? 0 : last];
  if (parts->count > 1) date.month = parts->number[year_first ? 1 : last - 1];
  if (parts->count > 2) date.day = parts->number[year_first ? 2 : 0];
  if (date.year < 1000) return refuse(messages::not_a_date, {quote(written)});
  if (parts->count > 1 && (date.month < 1 || date.month > 12)) {
    return refuse(messages::no_such_month, {quote(written), fmt::format("{}", date.month)});
  }
  if (parts->count > 2) {
    const int days = days_in_month(date.year, date.month);
    if (date.day < 1) return refuse(messages::not_a_date, {quote(written)});
    if (date.day > days) {
      return refuse(messages::no_such_day, {std::string(text), fmt::format("{}", date.month),
                                            fmt::format("{}", date.year), fmt::format("{}", days)});
    }
  }
  return date;
}

std::string to_iso(Date date) {
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string format_date(Date date, Style style) {
  if (style == Style::english) return english_date(date);
  if (date.month == 0) return fmt::format("năm {}", date.year);
  if (date.day == 0) return fmt::format("tháng {}/{}", month_number(date.month), date.year);
  return fmt::format("{:02}/{:02}/{}", date.day, date.month, date.year);
}

std::string format_date_long(Date date, Style style) {
  if (style == Style::english) return english_date(date);
  if (date.month == 0) return fmt::format("năm {}", date.year);
  const std::string month = fmt::format("tháng {} năm {}", month_number(date.month), date.year);
  return date.day == 0 ? month : fmt::format("ngày {} {}", two_digits(date.day), month);
}

std::string format_day_month(int day, int month, Style style) {
  const bool is_named = style == Style::english && month >= 1 && month <= 12;
  return is_named ? fmt::format("{} {}", day, english_months[month - 1])
                  : fmt::format("{}/{}", day, month);
}

std::string to_rfc3339(Date date) { return to_iso(first_day(date)) + "T00:00:00+07:00"; }

}  // namespace minhbach::text
