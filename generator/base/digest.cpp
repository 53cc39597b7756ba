// SHA-256 through OpenSSL.
#include "base/digest.h"

// The functions on SHA256_CTX. The others set up all of OpenSSL first, 2 ms of every build.
#define OPENSSL_SUPPRESS_DEPRECATED
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
  SHA256_CTX state;
  SHA256_Init(&state);
  SHA256_Update(&state, bytes.data(), bytes.size());
  SHA256_Final(out.bytes.data(), &state);
  return out;
}

}  // namespace minhbach
