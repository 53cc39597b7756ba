// Numbers the Vietnamese way: 1.234,5 with a comma for decimals and points for thousands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace minhbach::text {

/// `number` with exactly `decimals` digits after the comma, or with as many as it needs (six at
/// most) when `decimals` is negative: 50,6 · 1.234,50 · 2024.
std::string format_number(double number, int decimals = -1);
std::string format_integer(std::int64_t number);

// The unit is joined by a no-break space (U+00A0).
std::string format_percent(double number, int decimals = -1);  ///< 50,6 %
std::string format_dong(std::int64_t amount);                  ///< 1.500.000 đồng
std::string format_size(std::uint64_t bytes);  ///< 812 B, 1,2 MB (of 1024, as Windows counts)

/// Reads what a person wrote: 50,6 · 1.234,5 · 1 234 · -5. Points (or spaces) only set off groups
/// of three, so 1.500 is one thousand five hundred, and 50.6 is refused with 50,6 offered. The
/// diagnostic has no place: the caller knows it.
Result<double> parse_number(std::string_view text);

}  // namespace minhbach::text
