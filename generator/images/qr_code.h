// QR codes (ISO/IEC 18004).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace minhbach::images {

struct QrCode {
  int size = 0;            ///< Modules a side, without the quiet zone.
  std::vector<char> dark;  ///< Row by row.
};

/// The white around a code, in modules, that the standard asks for.
inline constexpr int quiet_modules = 4;

/// The largest code that can be read from a wall at the sizes it has on posters: version 8.
inline constexpr int largest_qr = 49;

/// How many bytes the largest one holds, at the level of error correction used (M).
inline constexpr std::size_t longest_qr_text = 152;

/// Nothing when `text` is too long.
std::optional<QrCode> make_qr(std::string_view text);

}  // namespace minhbach::images
