// Whose way dates and numbers are written: the Vietnamese or the English one.
#pragma once

#include <cstdint>
#include <string_view>

namespace minhbach::text {

enum class Style : std::uint8_t { vietnamese, english };

/// Of a page's language (BCP 47); of any but Vietnamese it is the English one.
constexpr Style style_of(std::string_view language) {
  return language.starts_with("vi") ? Style::vietnamese : Style::english;
}

}  // namespace minhbach::text
