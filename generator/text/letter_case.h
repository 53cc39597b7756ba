// Capital and small letters of UTF-8 text, in any language.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::text {

/// In the root locale, so that the result does not depend on where the program runs. A letter may
/// become several ("ß" is "SS"). Bytes that are no UTF-8 come out as U+FFFD.
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);

/// A letter or a digit of any script: what words are made of.
bool is_letter_or_digit(char32_t code_point);

}  // namespace minhbach::text
