// No-break spaces where a line may not end: "50,6 %", "Điều 9", "ngày 02 tháng 7".
#pragma once

#include <string>
#include <string_view>

namespace minhbach::text {

/// `text` with the single space replaced by U+00A0 between a number and its unit, and between a
/// word such as Điều, khoản, ngày, tháng, quý, số and the number (or letter, roman numeral) it
/// names.
std::string keep_together(std::string_view text);

/// Where the next space stands, at or after `from`, that may not break because of a number beside
/// it: between a number and its unit, between a word such as Điều or ngày and its number.
/// text.size() when there is none. For long texts: what has no number beside a space costs next to
/// nothing.
std::size_t find_number_space(std::string_view text, std::size_t from);

}  // namespace minhbach::text
