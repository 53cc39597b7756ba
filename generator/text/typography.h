// No-break spaces where a line may not end: "50,6 %", "Điều 9", "ngày 02 tháng 7".
#pragma once

#include <string>
#include <string_view>

namespace minhbach::text {

/// `text` with the single space replaced by U+00A0 between a number and its unit, and between a
/// word such as Điều, khoản, ngày, tháng, quý, số and the number (or letter, roman numeral) it
/// names.
std::string keep_together(std::string_view text);

}  // namespace minhbach::text
