// Base64 both ways, and a digest.
#include "publish/host_key.h"

#include <algorithm>
#include <cstdint>

#include "base/digest.h"

namespace minhbach::publish {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Without '=' at its end.
std::string to_base64(std::string_view bytes) {
  std::string out;
  unsigned bits = 0, value = 0;
  for (const char c : bytes) {
    value = value << 8 | static_cast<std::uint8_t>(c);
    for (bits += 8; bits >= 6;) {
      bits -= 6;
      out += letters[value >> bits & 0x3f];
    }
  }
  if (bits > 0) out += letters[value << (6 - bits) & 0x3f];
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0, value = 0;
  for (const char c : text) {
    const std::size_t six = letters.find(c);
    if (six == std::string_view::npos) break;
    value = value << 6 | static_cast<unsigned>(six);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(value >> bits & 0xff);
  }
  return out;
}

}  // namespace

std::string fingerprint(std::string_view key) {
  const Digest digest = sha256(from_base64(key.substr(std::min(key.find(' ') + 1, key.size()))));
  return "SHA256:" +
         to_base64({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
}

/// Its first words are their number of letters, and the name of its kind.
std::string host_key_of(std::string_view bytes) {
  constexpr std::size_t head = 4, longest_name = 64;
  if (bytes.size() < head) return {};
  const auto size = static_cast<std::uint8_t>(bytes[3]);
  const bool is_key = bytes.substr(0, 3) == std::string_view("\0\0\0", 3) && size > 0 &&
                      size <= longest_name && head + size <= bytes.size();
  if (!is_key) return {};
  std::string out = std::string(bytes.substr(head, size)) + " " + to_base64(bytes);
  while ((out.size() - size - 1) % 4 != 0) out += '=';
  return out;
}

}  // namespace minhbach::publish
