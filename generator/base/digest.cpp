// SHA-256 through OpenSSL.
#include "base/digest.h"

#include <openssl/sha.h>

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
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.bytes.data());
  return out;
}

}  // namespace minhbach
