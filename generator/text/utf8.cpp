// UTF-8 by hand: cheap enough to stand on the path of every page.
#include "text/utf8.h"

#include <cstdint>

namespace minhbach::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// Length of the well-formed sequence at the start of `text` (not empty), or 0.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i, unsigned char low, unsigned char high) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;  // A continuation byte, or an overlong form of ASCII.
  if (first < 0xE0) return follows(1, 0x80, 0xBF) ? 2 : 0;
  if (first < 0xF0) {
    const unsigned char low = first == 0xE0 ? 0xA0 : 0x80;   // Below: overlong.
    const unsigned char high = first == 0xED ? 0x9F : 0xBF;  // Above: surrogates.
    return follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (first > 0xF4) return 0;
  const unsigned char low = first == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = first == 0xF4 ? 0x8F : 0xBF;  // Above: past U+10FFFF.
  return follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const unsigned char first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) {
    ++offset;
    return first;
  }
  const std::size_t length = sequence_length(text.substr(offset));
  if (length == 0) {
    ++offset;
    return replacement;
  }
  char32_t out = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    out = (out << 6) | (static_cast<unsigned char>(text[offset + i]) & 0x3Fu);
  }
  offset += length;
  return out;
}

void append_code_point(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return count;
}

namespace {

/// Bytes looked at together; few enough that one rare letter costs little.
constexpr std::size_t block_size = 64;

/// Whether the block at `block` is what plain_prefix() passes. A letter ends before it; its last
/// letter may end behind it. No branches, so that many bytes are looked at in one step.
bool is_plain_block(const unsigned char* block) {
  unsigned char bad = 0;
  for (std::ptrdiff_t i = 0; i < std::ptrdiff_t{block_size}; ++i) {
    const unsigned char byte = block[i], one = block[i - 1], two = block[i - 2];
    const bool is_rest = (byte & 0xC0) == 0x80;
    const bool is_first =
        (byte < 0x80) | ((byte >= 0xC2) & (byte <= 0xCB)) | (byte == 0xE1) | (byte == 0xE2);
    const bool wants_rest = (one >= 0xC2) | (two >= 0xE1);
    bad |= (is_rest != wants_rest) | (is_rest == is_first);
    bad |= (one == 0xE1) & ((byte < 0xB8) | (byte > 0xBB));
    bad |= (one == 0xE2) & (byte != 0x80);
    bad |= (two == 0xE2) & (byte < 0x90);
  }
  return bad == 0;
}

}  // namespace

std::size_t plain_prefix(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto goes_on = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  std::size_t i = 0;
  std::size_t next_block = 2;  // A block looks at the two bytes before it.
  while (i < text.size()) {
    if (i >= next_block && text.size() - i >= block_size) {
      if (is_plain_block(reinterpret_cast<const unsigned char*>(text.data()) + i)) {
        i += block_size;
        if (byte(i - 1) >= 0xC0)
          i -= 1;
        else if (byte(i - 2) >= 0xE0)
          i -= 2;
        continue;
      }
      next_block = i + block_size;
    }
    const unsigned char first = byte(i);
    if (first < 0x80) {
      ++i;
    } else if (first >= 0xC2 && first <= 0xCB && goes_on(i + 1)) {  // U+0080 to U+02FF
      i += 2;
    } else if (first == 0xE1 && goes_on(i + 1) && byte(i + 1) >= 0xB8 && byte(i + 1) <= 0xBB &&
               goes_on(i + 2)) {  // U+1E00 to U+1EFF
      i += 3;
    } else if (first == 0xE2 && goes_on(i + 2) && byte(i + 1) == 0x80 && byte(i + 2) >= 0x90) {
      i += 3;  // U+2010 to U+203F
    } else {
      break;
    }
  }
  return i;
}

std::optional<std::size_t> find_bad_byte(std::string_view text) {
  std::size_t i = plain_prefix(text);
  while (i < text.size()) {
    const std::size_t length = sequence_length(text.substr(i));
    if (length == 0) return i;
    i += length;
    i += plain_prefix(text.substr(i));
  }
  return std::nullopt;
}

std::string well_formed(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string out;
  for (std::size_t offset = 0; offset < text.size();)
    append_code_point(out, next_code_point(text, offset));
  return out;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

std::string_view trim(std::string_view text) {
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t next = start;
    if (!is_space(next_code_point(text, next))) break;
    start = next;
  }
  text.remove_prefix(start);
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    std::size_t after = last;
    if (!is_space(next_code_point(text, after))) break;
    text = text.substr(0, last);
  }
  return text;
}

}  // namespace minhbach::text
