// Format codes and the two date systems of workbooks.
#include "table/number_format.h"

#include <cmath>

#include <fmt/format.h>

#include "text/calendar.h"

namespace minhbach::table {
namespace {

bool is_letter(char c, char lower) { return c == lower || c == lower - 'a' + 'A'; }

/// The first section of a code without quoted text, escapes and what stands in brackets.
std::string bare_code(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else if (code[i] == '[' && i + 1 < code.size() && is_letter(code[i + 1], 'h')) {
      out += 'h';  // [h]:mm counts hours past 24.
      i = code.find(']', i);
      if (i == std::string_view::npos) break;
    } else if (code[i] == '"' || code[i] == '[') {
      i = code.find(code[i] == '"' ? '"' : ']', i + 1);
      if (i == std::string_view::npos) break;
    } else {
      out += code[i];
    }
  }
  return out;
}

}  // namespace

Shown shown_by(int builtin_format) {
  if (builtin_format == 17) return Shown::month;
  if ((builtin_format >= 18 && builtin_format <= 21) ||
      (builtin_format >= 45 && builtin_format <= 47))
    return Shown::time;
  // 27–36 and 50–58 are dates where the system's language is an East Asian one.
  if ((builtin_format >= 14 && builtin_format <= 22) ||
      (builtin_format >= 27 && builtin_format <= 36) ||
      (builtin_format >= 50 && builtin_format <= 58))
    return Shown::date;
  return Shown::number;
}

Shown shown_by(std::string_view format_code) {
  const std::string code = bare_code(format_code);
  if (code == "General" || code == "Standard") return Shown::number;
  bool year = false, day = false, hour = false, month = false;
  for (const char c : code) {
    year = year || is_letter(c, 'y');
    day = day || is_letter(c, 'd');
    hour = hour || is_letter(c, 'h') || is_letter(c, 's');
    month = month || is_letter(c, 'm');
  }
  if (day) return Shown::date;
  if (year) return month ? Shown::month : Shown::year;
  if (hour) return Shown::time;
  return month ? Shown::month : Shown::number;
}

NumberFormat format_of(std::string_view format_code) {
  const std::string code = bare_code(format_code);
  const bool is_zeros = code.size() > 1 && code.find_first_not_of('0') == std::string::npos;
  return {shown_by(format_code), is_zeros ? code.size() : 0};
}

std::optional<std::string> date_of_number(double number, bool from_1904, Shown shown) {
  constexpr double latest = 2'958'465;  // 31/12/9999 counted from 1900.
  if (!(number >= 0) || number > latest) return std::nullopt;
  const std::int64_t count = static_cast<std::int64_t>(std::floor(number));
  std::int64_t day = 0;
  if (from_1904) {
    day = text::day_number({1904, 1, 1}) + count;
  } else {
    // Excel took over a mistake of Lotus 1-2-3: its 1900 is a leap year.
    if (count == 0 || count == 60) return std::nullopt;
    day = text::day_number({1899, 12, count < 60 ? 31 : 30}) + count;
  }
  text::Date date = text::date_of_day(day);
  if (date.year > 9999) return std::nullopt;
  if (shown == Shown::month || shown == Shown::year) date.day = 0;
  if (shown == Shown::year) date.month = 0;
  return text::to_iso(date);
}

std::string time_of_number(double number) {
  constexpr double longest_span =
      366;  // Days; a larger number is a date of which the time is shown.
  const double span = number >= 0 && number < longest_span ? number : number - std::floor(number);
  const std::int64_t minutes = std::isfinite(span) ? std::llround(span * 24 * 60) : 0;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace minhbach::table
