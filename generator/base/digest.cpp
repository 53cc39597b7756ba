// SHA-256 through Nettle.
#include "base/digest.h"

#include <nettle/sha2.h>

namespace minhbach {

std::string Digest::hex() const {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

Digest sha256(std::string_view bytes) {
  Digest out;
  sha256_ctx state;
  nettle_sha256_init(&state);
  nettle_sha256_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  nettle_sha256_digest(&state, out.bytes.size(), out.bytes.data());
  return out;
}

}  // namespace minhbach
