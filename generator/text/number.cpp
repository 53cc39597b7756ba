// Writing numbers.
#include "text/number.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace minhbach::text {
namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr int most_decimals = 6;

/// Sets a mark after each group of three digits.
std::string group(std::string_view digits, Style style) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += style == Style::english ? ',' : '.';
    out += digits[i];
  }
  return out;
}

}  // namespace

std::string format_number(double number, int decimals, Style style) {
  if (!std::isfinite(number)) return "—";
  std::string digits =
      fmt::format("{:.{}f}", std::abs(number), decimals < 0 ? most_decimals : decimals);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string fraction = point < digits.size() ? digits.substr(point + 1) : "";
  if (decimals < 0) fraction.resize(fraction.find_last_not_of('0') + 1);
  std::string out = group(std::string_view(digits).substr(0, point), style);
  if (!fraction.empty()) out += (style == Style::english ? "." : ",") + fraction;
  const bool is_zero = out.find_first_not_of("0.,") == std::string::npos;
  return number < 0 && !is_zero ? "-" + out : out;
}

std::string format_integer(std::int64_t number, Style style) {
  const std::string digits = fmt::format("{}", number);
  if (number < 0) return "-" + group(std::string_view(digits).substr(1), style);
  return group(digits, style);
}

std::string format_percent(double number, int decimals, Style style) {
  return format_number(number, decimals, style) + unit_after_number("%", style);
}

std::string unit_after_number(std::string_view unit, Style style) {
  const bool is_joined = unit.empty() || (unit == "%" && style == Style::english);
  std::string out(is_joined ? std::string_view() : no_break_space);
  return out.append(unit);
}

std::string format_dong(std::int64_t amount, Style style) {
  if (style == Style::english)
    return "VND" + std::string(no_break_space) + format_integer(amount, style);
  return format_integer(amount) + std::string(no_break_space) + "đồng";
}

std::string format_size(std::uint64_t bytes, Style style) {
  static constexpr const char* units[] = {"B", "KB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  // 1023,95 would round to "1.024 KB": that is 1 MB.
  while (unit + 1 < std::size(units) && size >= (unit == 0 ? 1024.0 : 1023.95)) {
    size /= 1024;
    ++unit;
  }
  const double rounded = std::round(size * 10) / 10;
  return format_number(rounded, -1, style) + std::string(no_break_space) + units[unit];
}

}  // namespace minhbach::text
