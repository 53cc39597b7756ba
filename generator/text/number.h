// Numbers as they are printed: 1.234,5 in Vietnamese, 1,234.5 in English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/style.h"

namespace minhbach::text {

/// `number` with exactly `decimals` digits after the comma, or with as many as it needs (six at
/// most) when `decimals` is negative: 50,6 · 1.234,50 · 2024.
std::string format_number(double number, int decimals = -1, Style style = Style::vietnamese);
std::string format_integer(std::int64_t number, Style style = Style::vietnamese);

// The unit is joined by a no-break space (U+00A0); the English percent sign by nothing.
std::string format_percent(double number, int decimals = -1,
                           Style style = Style::vietnamese);  ///< 50,6 %; 50.6%
/// A unit with what stands between it and its number; "" for "".
std::string unit_after_number(std::string_view unit, Style style = Style::vietnamese);
std::string format_dong(std::int64_t amount,
                        Style style = Style::vietnamese);  ///< 1.500.000 đồng; VND 1,500,000
/// 812 B, 1,2 MB (of 1024, as Windows counts).
std::string format_size(std::uint64_t bytes, Style style = Style::vietnamese);

}  // namespace minhbach::text
