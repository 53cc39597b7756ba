// Guessing the encodings that Vietnamese offices still have files in.
#include "text/encoding.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/messages.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::text {
namespace {

/// UTF-16 without a mark: Latin text then has a zero in every other byte.
std::optional<Encoding> guess_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16_le;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16_be;
  std::size_t zeros[2] = {};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0';
  const std::size_t half = bytes.size() / 2;
  if (half == 0) return std::nullopt;
  if (zeros[1] * 2 > half && zeros[0] * 8 < half) return Encoding::utf16_le;
  if (zeros[0] * 2 > half && zeros[1] * 8 < half) return Encoding::utf16_be;
  return std::nullopt;
}

bool is_vowel_1258(unsigned char byte) {
  static constexpr std::string_view vowels =
      "aeiouyAEIOUY\xC2\xC3\xCA\xD4\xD5\xDD\xE2\xE3\xEA\xF4\xF5\xFD";
  return vowels.find(static_cast<char>(byte)) != std::string_view::npos;
}

std::size_t count_ascii(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
  }));
}

/// A tone mark of Windows-1258, which stands after its vowel.
bool is_tone_1258(unsigned char byte) {
  return byte == 0xCC || byte == 0xD2 || byte == 0xDE || byte == 0xEC || byte == 0xF2;
}

bool is_ascii_letter(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// UTF-8 with a few spoilt bytes: cut in the middle of a letter, or with a piece pasted from a file
/// of another encoding. Two bytes of an eight-bit text seldom make a letter of UTF-8 by chance.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t letters = 0, bad = 0;
  while (const std::optional<std::size_t> at = find_bad_byte(bytes)) {
    const std::string_view good = bytes.substr(0, *at);
    letters += count_code_points(good) - count_ascii(good);
    ++bad;
    bytes.remove_prefix(*at + 1);
  }
  return letters + count_code_points(bytes) - count_ascii(bytes) > bad;
}

/// TCVN3 keeps its most frequent letters (ă â ê ô ơ ư đ, à ả ã á ạ) at 0xA1–0xBE, where
/// Windows-1258 has signs that seldom stand beside a letter; Windows-1258 writes tones as marks of
/// their own after a vowel, and đ as 0xF0, which TCVN3 leaves empty.
Encoding guess_eight_bit(std::string_view bytes) {
  std::size_t tcvn3 = 0, windows_1258 = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char byte = static_cast<unsigned char>(bytes[i]);
    const unsigned char before = i > 0 ? static_cast<unsigned char>(bytes[i - 1]) : ' ';
    const unsigned char after =
        i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[i + 1]) : ' ';
    const bool in_word = is_ascii_letter(before) || is_ascii_letter(after) || before >= 0x80;
    if (in_word && ((byte >= 0xA1 && byte <= 0xAE) || (byte >= 0xB5 && byte <= 0xBE))) ++tcvn3;
    if (is_tone_1258(byte) && is_vowel_1258(before)) ++windows_1258;
    if (byte == 0xF0 && is_vowel_1258(after)) ++windows_1258;
  }
  if (tcvn3 == 0 && windows_1258 == 0) return Encoding::unknown;
  return tcvn3 >= windows_1258 ? Encoding::tcvn3 : Encoding::windows_1258;
}

}  // namespace

Encoding guess_encoding(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 64 * 1024);
  if (const std::optional<Encoding> utf16 = guess_utf16(sample)) return *utf16;
  if (is_utf8(bytes)) return Encoding::utf8;
  if (is_damaged_utf8(sample)) return Encoding::unknown;
  return guess_eight_bit(sample);
}

std::optional<Diagnostic> check_encoding(const SourceText& source) {
  const std::string_view bytes = source.text();
  const std::optional<std::size_t> bad = find_bad_byte(bytes);
  const std::size_t nul = bytes.find('\0');
  if (!bad && nul == std::string_view::npos) return std::nullopt;

  const Message* message = &messages::not_utf8;
  std::size_t at = std::min(bad.value_or(nul), nul);
  switch (guess_encoding(bytes)) {
    case Encoding::utf16_le:
    case Encoding::utf16_be:
      message = &messages::is_utf16;
      at = 0;
      break;
    case Encoding::windows_1258: message = &messages::is_windows_1258; break;
    case Encoding::tcvn3: message = &messages::is_tcvn3; break;
    case Encoding::utf8:
    case Encoding::unknown: break;
  }
  // Bytes before the first bad one decide nothing about NUL: a text with both is no text.
  if (at == nul && message != &messages::is_utf16) message = &messages::holds_nul;
  Diagnostic out = source.diagnostic_at(
      *message, at, {fmt::format("0x{:02X}", static_cast<unsigned char>(bytes[at]))});
  out.source_line.clear();  // It would print as rubbish.
  return out;
}

std::optional<Diagnostic> note_not_nfc(const SourceText& source) {
  const std::optional<std::size_t> at = find_not_nfc(source.text());
  if (!at) return std::nullopt;
  return source.diagnostic_at(messages::not_nfc, *at);
}

}  // namespace minhbach::text
