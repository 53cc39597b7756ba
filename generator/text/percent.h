// Percent-encoding (RFC 3986, 2.1): one way there and back, for all who write or read addresses.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace minhbach::text {

/// Which bytes stand as they are.
using ByteSet = std::array<bool, 256>;

/// ASCII letters, digits, and these.
constexpr ByteSet letters_digits_and(std::string_view others) {
  ByteSet out{};
  for (char c = 'a'; c <= 'z'; ++c) out[static_cast<unsigned char>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) out[static_cast<unsigned char>(c)] = true;
  for (char c = '0'; c <= '9'; ++c) out[static_cast<unsigned char>(c)] = true;
  for (const char c : others) out[static_cast<unsigned char>(c)] = true;
  return out;
}

/// RFC 3986, 2.3.
inline constexpr ByteSet unreserved = letters_digits_and("-._~");
/// Of a path whose parts are encoded as strictly.
inline constexpr ByteSet unreserved_and_slash = letters_digits_and("-._~/");

/// Appends "%C3".
void append_percent(std::string& out, char byte);
/// Appends `text`, bytes that are not in `kept` as escapes.
void append_percent_encoded(std::string& out, std::string_view text, const ByteSet& kept);

/// The byte behind the '%' at `at`; -1 where no two hexadecimal digits follow it.
int percent_byte(std::string_view text, std::size_t at);

enum class Plus : std::uint8_t { as_it_is, space };
/// Replaces `out` by `text` with its escapes undone; false, and `out` of no use, where one is
/// broken.
bool percent_decode(std::string_view text, std::string& out, Plus plus = Plus::as_it_is);

}  // namespace minhbach::text
