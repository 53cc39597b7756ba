// By hand: strptime follows the locale.
#include "publish/server_time.h"

#include <charconv>
#include <ctime>
#include <string>
#include <vector>

namespace minhbach::publish {
namespace {

constexpr std::int64_t day = 86400;

std::vector<std::string_view> words_of(std::string_view text, std::string_view between) {
  std::vector<std::string_view> out;
  for (std::size_t from = text.find_first_not_of(between); from != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(between, from), text.size());
    out.push_back(text.substr(from, end - from));
    from = text.find_first_not_of(between, end);
  }
  return out;
}

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

/// "Nov" is 10.
std::optional<int> month(std::string_view text) {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  constexpr std::size_t letters = 3;
  const std::size_t at = text.size() == letters ? names.find(text) : std::string_view::npos;
  if (at == std::string_view::npos || at % letters != 0) return std::nullopt;
  return static_cast<int>(at / letters);
}

std::int64_t seconds_of(int year, int of_year, int of_month, int hour, int minute, int second) {
  std::tm out{};
  out.tm_year = year - 1900;
  out.tm_mon = of_year;
  out.tm_mday = of_month;
  out.tm_hour = hour;
  out.tm_min = minute;
  out.tm_sec = second;
  return timegm(&out);
}

struct ListTime {
  std::int64_t seconds = 0;  ///< Of a leap year that need not be the right one.
  bool is_old = false;       ///< Told by its year.
};

std::optional<ListTime> read_list_time(std::string_view text) {
  constexpr int leap_year = 2000;
  const auto words = words_of(text, " :");
  if (words.size() < 3) return std::nullopt;
  const auto of_year = month(words[0]), of_month = number(words[1]), hour = number(words[2]);
  if (!of_year || !of_month || !hour) return std::nullopt;
  if (words.size() == 3) return ListTime{seconds_of(*hour, *of_year, *of_month, 0, 0, 0), true};
  const auto minute = number(words[3]);
  if (!minute) return std::nullopt;
  return ListTime{seconds_of(leap_year, *of_year, *of_month, *hour, *minute, 0), false};
}

}  // namespace

std::optional<std::int64_t> read_http_time(std::string_view text) {
  const auto words = words_of(text, " ,:");
  constexpr std::size_t all = 8;
  if (words.size() != all || words[7] != "GMT") return std::nullopt;
  const auto of_month = number(words[1]), of_year = month(words[2]), year = number(words[3]);
  const auto hour = number(words[4]), minute = number(words[5]), second = number(words[6]);
  if (!of_month || !of_year || !year || !hour || !minute || !second) return std::nullopt;
  return seconds_of(*year, *of_year, *of_month, *hour, *minute, *second);
}

std::optional<std::int64_t> seconds_between(std::string_view earlier, std::string_view later) {
  constexpr std::int64_t months = 180 * day, year = 366 * day;
  const auto one = read_list_time(earlier), other = read_list_time(later);
  if (!one || !other) return std::nullopt;
  if (one->is_old != other->is_old) return one->is_old ? months : 0;
  const std::int64_t out = other->seconds - one->seconds;
  // Between December and January.
  return out < -months && !one->is_old ? out + year : out;
}

}  // namespace minhbach::publish
