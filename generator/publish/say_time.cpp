// By hand: no zone files are needed where there is no summer time.
#include "publish/say_time.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/calendar.h"

namespace minhbach::publish {

std::string say_time(std::int64_t seconds) {
  constexpr std::int64_t vietnam = 7 * 3600, day = 86400;
  seconds += vietnam;
  const std::int64_t rest = seconds % day;
  return fmt::format("{} {:02}:{:02}:{:02}", text::to_iso(text::date_of_day(seconds / day)),
                     rest / 3600, rest / 60 % 60, rest % 60);
}

std::string say_age(std::int64_t seconds) {
  seconds = std::max<std::int64_t>(seconds, 0);
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min", seconds / 60);
  return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
}

}  // namespace minhbach::publish
