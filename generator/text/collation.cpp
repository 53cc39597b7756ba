// ICU's Vietnamese collator, and the letters of an index.
#include "text/collation.h"

#include <stdexcept>

#include <unicode/coll.h>
#include <unicode/uversion.h>

#include "text/fold.h"
#include "text/letter.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::text {
namespace {

/// As ICU takes it, with Đ for its look-alikes, which ICU would put before D.
icu::UnicodeString wide(std::string_view text) {
  icu::UnicodeString out = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  for (std::int32_t i = 0; i < out.length(); ++i) {
    const Letter* letter = find_letter(out[i]);
    if (letter && letter->mark == Mark::stroke) out.setCharAt(i, letter->upper ? u'Đ' : u'đ');
  }
  return out;
}

}  // namespace

struct Collator::Held {
  std::unique_ptr<icu::Collator> icu;
};

Collator::Collator() : held_(std::make_unique<Held>()) {
  UErrorCode status = U_ZERO_ERROR;
  held_->icu.reset(icu::Collator::createInstance(icu::Locale("vi"), status));
  if (U_SUCCESS(status)) held_->icu->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  // Content is NFC, but a key must not depend on it.
  if (U_SUCCESS(status)) held_->icu->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no Vietnamese collation");
}

Collator::~Collator() = default;
Collator::Collator(Collator&&) noexcept = default;
Collator& Collator::operator=(Collator&&) noexcept = default;

std::string Collator::sort_key(std::string_view text) const {
  const icu::UnicodeString source = wide(text);
  std::string out(text.size() * 2 + 16, '\0');
  const auto fill = [&] {
    return held_->icu->getSortKey(source, reinterpret_cast<std::uint8_t*>(out.data()),
                                  static_cast<std::int32_t>(out.size()));
  };
  std::int32_t size = fill();
  if (static_cast<std::size_t>(size) > out.size()) {
    out.resize(static_cast<std::size_t>(size));
    size = fill();
  }
  out.resize(size > 0 ? static_cast<std::size_t>(size - 1) : 0);  // Without ICU's closing NUL.
  return out;
}

bool Collator::before(std::string_view a, std::string_view b) const {
  UErrorCode status = U_ZERO_ERROR;
  return held_->icu->compare(wide(a), wide(b), status) == UCOL_LESS;
}

std::string collation_version() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

std::string first_letter(std::string_view text) {
  // What content is made of has none of the marks that join a letter (U+0300 to U+036F).
  const bool has_marks =
      text.find('\xCC') != std::string_view::npos || text.find('\xCD') != std::string_view::npos;
  std::string composed;
  if (has_marks) text = composed = to_nfc(text);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = next_code_point(text, i);
    if (const Letter* letter = find_letter(c)) {
      std::string out;
      append_code_point(out, compose({letter->base, letter->mark, Tone::level, true}));
      return out;
    }
    const std::string folded = fold(text.substr(start, i - start));
    if (folded.empty()) continue;
    const unsigned char first = static_cast<unsigned char>(folded[0]);
    if (first >= 'a' && first <= 'z') return std::string(1, static_cast<char>(first - 'a' + 'A'));
    if ((first >= '0' && first <= '9') || first >= 0x80) return "#";
    // Punctuation: look further.
  }
  return "#";
}

}  // namespace minhbach::text
