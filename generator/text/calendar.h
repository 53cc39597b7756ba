// Counting days: weekdays, quarters, and the working days that legal time limits are given in.
#pragma once

#include <cstdint>
#include <span>

#include "text/date.h"

namespace minhbach::text {

// A date that is not full counts as its first day throughout.

int days_in_month(int year, int month);
Date first_day(Date date);  ///< 2024 → 01/01/2024; a full date is its own.
Date last_day(Date date);   ///< 02/2024 → 29/02/2024; a full date is its own.

std::int64_t day_number(Date date);  ///< Days since 01/01/1970; negative before.
Date date_of_day(std::int64_t day_number);

int weekday(Date date);  ///< ISO 8601: 1 Monday … 7 Sunday.
Date add_days(Date date, std::int64_t days);

/// Monday to Friday and not in `holidays` (sorted, full dates). Holidays are data: which days are
/// off is settled every year, and a Saturday may be made a working day only by leaving this out.
bool is_working_day(Date date, std::span<const Date> holidays);

/// The `count`-th working day after `date`, which itself does not count; before it when `count` is
/// negative; `date` itself when it is 0.
Date add_working_days(Date date, int count, std::span<const Date> holidays);

/// Working days after `from` up to and with `to`; 0 when `to` is not later. The answer to "was it
/// published within five working days?".
int count_working_days(Date from, Date to, std::span<const Date> holidays);

}  // namespace minhbach::text
