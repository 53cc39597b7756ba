// Five bits a letter, without those that look like others.
#include "feedback/receipt.h"

#include <cstdint>

namespace minhbach::feedback {
namespace {

constexpr std::size_t letters = receipt_bytes * 8 / 5, group = 4;
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char plain_letter(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return c;
}

}  // namespace

std::string to_text(const Receipt& receipt) {
  std::string out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  std::size_t count = 0;
  for (const char c : receipt) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5;) {
      bits -= 5;
      if (count > 0 && count % group == 0) out += '-';
      out += alphabet[held >> bits & 31];
      ++count;
    }
  }
  return out;
}

std::optional<Receipt> read_receipt(std::string_view text) {
  Receipt out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const std::size_t value = alphabet.find(plain_letter(c));
    if (value == std::string_view::npos || ++count > letters) return std::nullopt;
    held = held << 5 | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 0xFF);
  }
  if (count != letters) return std::nullopt;
  return out;
}

}  // namespace minhbach::feedback
