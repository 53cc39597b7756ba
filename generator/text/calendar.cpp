// Day arithmetic on the standard library's calendar.
#include "text/calendar.h"

#include <algorithm>
#include <chrono>

namespace minhbach::text {
namespace {

std::chrono::sys_days sys_day(Date date) {
  const Date full = first_day(date);
  return std::chrono::year(full.year) / std::chrono::month(static_cast<unsigned>(full.month)) /
         std::chrono::day(static_cast<unsigned>(full.day));
}

}  // namespace

int days_in_month(int year, int month) {
  const auto last = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                    std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

Date first_day(Date date) { return {date.year, std::max(date.month, 1), std::max(date.day, 1)}; }

Date last_day(Date date) {
  if (date.month == 0) return {date.year, 12, 31};
  if (date.day == 0) date.day = days_in_month(date.year, date.month);
  return date;
}

std::int64_t day_number(Date date) { return sys_day(date).time_since_epoch().count(); }

Date date_of_day(std::int64_t day_number) {
  const std::chrono::year_month_day ymd{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(day_number)))};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

int weekday(Date date) {
  return static_cast<int>(std::chrono::weekday(sys_day(date)).iso_encoding());
}

Date add_days(Date date, std::int64_t days) { return date_of_day(day_number(date) + days); }

bool is_working_day(Date date, std::span<const Date> holidays) {
  return weekday(date) <= 5 &&
         !std::binary_search(holidays.begin(), holidays.end(), first_day(date));
}

Date add_working_days(Date date, int count, std::span<const Date> holidays) {
  const int step = count < 0 ? -1 : 1;
  while (count != 0) {
    date = add_days(date, step);
    if (is_working_day(date, holidays)) count -= step;
  }
  return date;
}

int count_working_days(Date from, Date to, std::span<const Date> holidays) {
  int count = 0;
  const std::int64_t end = day_number(to);
  for (std::int64_t day = day_number(from) + 1; day <= end; ++day) {
    count += is_working_day(date_of_day(day), holidays);
  }
  return count;
}

}  // namespace minhbach::text
