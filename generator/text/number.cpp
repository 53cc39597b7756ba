// Writing and reading numbers.
#include "text/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "text/messages.h"
#include "text/utf8.h"

namespace minhbach::text {
namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr int most_decimals = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Sets a point after each group of three digits.
std::string group(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += '.';
    out += digits[i];
  }
  return out;
}

Diagnostic refuse(const Message& message, std::string_view written, std::string nearest = {}) {
  Diagnostic out;
  out.message = &message;
  out.arguments = {quote(written)};
  out.nearest = std::move(nearest);
  return out;
}

/// The digits of `whole` without its group marks; nothing when the groups are not of three digits
/// with one kind of mark.
std::optional<std::string> ungroup(std::string_view whole) {
  std::string digits;
  char mark = 0;
  std::size_t since_mark = 0;
  for (const char c : whole) {
    if (is_digit(c)) {
      digits += c;
      ++since_mark;
    } else if ((c == '.' || c == ' ') && (mark == 0 || c == mark)) {
      if (mark == 0 ? since_mark == 0 || since_mark > 3 : since_mark != 3) return std::nullopt;
      mark = c;
      since_mark = 0;
    } else {
      return std::nullopt;
    }
  }
  if (digits.empty() || (mark != 0 && since_mark != 3)) return std::nullopt;
  return digits;
}

/// Both kinds of minus and of space become the plain one.
std::string plain_signs(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    append_code_point(out, c == U'−' ? U'-' : is_space(c) ? U' ' : c);
  }
  return out;
}

}  // namespace

std::string format_number(double number, int decimals) {
  if (!std::isfinite(number)) return "—";
  std::string digits =
      fmt::format("{:.{}f}", std::abs(number), decimals < 0 ? most_decimals : decimals);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string fraction = point < digits.size() ? digits.substr(point + 1) : "";
  if (decimals < 0) fraction.resize(fraction.find_last_not_of('0') + 1);
  std::string out = group(std::string_view(digits).substr(0, point));
  if (!fraction.empty()) out += "," + fraction;
  const bool is_zero = out.find_first_not_of("0.,") == std::string::npos;
  return number < 0 && !is_zero ? "-" + out : out;
}

std::string format_integer(std::int64_t number) {
  const std::string digits = fmt::format("{}", number);
  if (number < 0) return "-" + group(std::string_view(digits).substr(1));
  return group(digits);
}

std::string format_percent(double number, int decimals) {
  return format_number(number, decimals) + std::string(no_break_space) + "%";
}

std::string format_dong(std::int64_t amount) {
  return format_integer(amount) + std::string(no_break_space) + "đồng";
}

std::string format_size(std::uint64_t bytes) {
  static constexpr const char* units[] = {"B", "KB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  // 1023,95 would round to "1.024 KB": that is 1 MB.
  while (unit + 1 < std::size(units) && size >= (unit == 0 ? 1024.0 : 1023.95)) {
    size /= 1024;
    ++unit;
  }
  const double rounded = std::round(size * 10) / 10;
  return format_number(rounded) + std::string(no_break_space) + units[unit];
}

Result<double> parse_number(std::string_view written) {
  const std::string plain = plain_signs(trim(written));
  std::string_view text = plain;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);

  const std::size_t comma = text.find(',');
  const std::string_view whole = text.substr(0, comma);
  const std::string_view fraction = comma == std::string_view::npos ? "" : text.substr(comma + 1);
  const bool fraction_ok = (comma == std::string_view::npos || !fraction.empty()) &&
                           std::all_of(fraction.begin(), fraction.end(), is_digit);
  const std::optional<std::string> digits = ungroup(whole);
  if (!digits || !fraction_ok) {
    // One point among digits: most likely written the English way.
    const std::size_t point = text.find('.');
    std::string fixed(text);
    if (comma == std::string_view::npos && point != std::string_view::npos && point > 0) {
      fixed[point] = ',';
      const std::string_view after = std::string_view(fixed).substr(point + 1);
      if (!after.empty() && std::all_of(after.begin(), after.end(), is_digit) &&
          std::all_of(fixed.begin(), fixed.begin() + static_cast<std::ptrdiff_t>(point),
                      is_digit)) {
        return refuse(messages::decimal_point, written, (negative ? "-" : "") + fixed);
      }
    }
    return refuse(messages::not_a_number, written);
  }
  const std::string number = *digits + (fraction.empty() ? "" : "." + std::string(fraction));
  double out = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), out);
  if (error != std::errc() || end != number.data() + number.size()) {
    return refuse(messages::not_a_number, written);
  }
  return negative ? -out : out;
}

}  // namespace minhbach::text
