// Numbers the Vietnamese way: 1.234,5 with a comma for decimals and points for thousands.
#pragma once

#include <cstdint>
#include <string>

namespace minhbach::text {

/// `number` with exactly `decimals` digits after the comma, or with as many as it needs (six at
/// most) when `decimals` is negative: 50,6 · 1.234,50 · 2024.
std::string format_number(double number, int decimals = -1);
std::string format_integer(std::int64_t number);

// The unit is joined by a no-break space (U+00A0).
std::string format_percent(double number, int decimals = -1);  ///< 50,6 %
std::string format_dong(std::int64_t amount);                  ///< 1.500.000 đồng
std::string format_size(std::uint64_t bytes);  ///< 812 B, 1,2 MB (of 1024, as Windows counts)

}  // namespace minhbach::text
