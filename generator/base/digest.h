// SHA-256 of bytes: how two contents are known to be the same.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace minhbach {

/// A SHA-256 (FIPS 180-4).
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  std::string hex() const;  ///< 64 lower-case hexadecimal digits.
  friend bool operator==(const Digest&, const Digest&) = default;
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

Digest sha256(std::string_view bytes);

}  // namespace minhbach
