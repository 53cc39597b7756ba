// Upper and lower case of UTF-8 text in any language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace minhbach::templates {

std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);

/// The code point at byte `at`, which begins a letter; U+FFFD for bytes that are no UTF-8.
std::uint32_t code_point(std::string_view text, std::size_t at);

bool is_word_letter(std::uint32_t code);  ///< A letter, a digit or '_'.
bool is_blank_letter(std::uint32_t code);

/// Without white space at both ends.
std::string_view trim(std::string_view text);

}  // namespace minhbach::templates
