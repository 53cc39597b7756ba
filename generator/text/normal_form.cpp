// NFC through ICU, behind a test that almost all text passes without it.
#include "text/normal_form.h"

#include <stdexcept>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "text/utf8.h"

namespace minhbach::text {
namespace {

const icu::Normalizer2& nfc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* made = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFC data");
    return made;
  }();
  return *instance;
}

/// True for code points that stand in NFC wherever they are: nothing decomposes to them or joins
/// with what is before. Only the ranges that Vietnamese text is made of; false says nothing.
bool is_plain(char32_t c) {
  return c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x2010 && c <= 0x205F);
}

}  // namespace

std::optional<std::size_t> find_not_nfc(std::string_view text) {
  std::size_t offset = plain_prefix(text);
  // A mark joins with the letter before it, so ICU looks from there.
  std::size_t last_plain = offset;
  while (last_plain > 0 && (static_cast<unsigned char>(text[--last_plain]) & 0xC0) == 0x80) {
  }
  while (offset < text.size()) {
    const std::size_t start = offset;
    if (!is_plain(next_code_point(text, offset))) {
      const std::string_view rest = text.substr(last_plain);
      UErrorCode status = U_ZERO_ERROR;
      if (nfc().isNormalizedUTF8(
              icu::StringPiece(rest.data(), static_cast<std::int32_t>(rest.size())), status)) {
        return std::nullopt;
      }
      // Rare, and only once a text: find the place by the quick check on growing pieces.
      const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
          icu::StringPiece(rest.data(), static_cast<std::int32_t>(rest.size())));
      const std::int32_t good = nfc().spanQuickCheckYes(wide, status);
      std::string before;
      wide.tempSubString(0, good).toUTF8String(before);
      return last_plain + before.size();
    }
    last_plain = start;
  }
  return std::nullopt;
}

std::string to_nfc(std::string_view text) {
  const std::optional<std::size_t> from = find_not_nfc(text);
  if (!from) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  nfc().normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                      sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise a text");
  return out;
}

}  // namespace minhbach::text
