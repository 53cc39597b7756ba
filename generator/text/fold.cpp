// Folding: a table for Vietnamese and punctuation, ICU for the rest of Unicode.
#include "text/fold.h"

#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "text/letter.h"
#include "text/utf8.h"

namespace minhbach::text {
namespace {

/// Marks that are put on letters of any script; vowel signs of Indic scripts are not among them.
bool is_diacritic(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
         (c >= 0xFE20 && c <= 0xFE2F);
}

bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

/// What is written for punctuation and for Latin letters that Unicode does not decompose; null for
/// anything else.
const char* find_plain(char32_t c) {
  switch (c) {
    case U'‘':
    case U'’':
    case U'‚':
    case U'‛':
    case U'′':
    case U'ʼ':
    case U'`':
    case U'´': return "'";
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'″':
    case U'«':
    case U'»': return "\"";
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'—':
    case U'―':
    case U'−': return "-";
    case U'ø':
    case U'Ø': return "o";
    case U'ł':
    case U'Ł': return "l";
    case U'æ':
    case U'Æ': return "ae";
    case U'œ':
    case U'Œ': return "oe";
    case U'þ':
    case U'Þ': return "th";
    default: return nullptr;
  }
}

/// One code point outside the tables: taken apart, marks off, case folded.
void append_folded(std::string& out, char32_t c) {
  static const icu::Normalizer2* const nfkc = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* made = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC data");
    return made;
  }();
  icu::UnicodeString parts;
  if (!nfkc->getDecomposition(static_cast<UChar32>(c), parts)) {
    parts = icu::UnicodeString(static_cast<UChar32>(c));
  }
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < parts.length();) {
    const UChar32 part = parts.char32At(i);
    if (!is_diacritic(static_cast<char32_t>(part))) kept.append(part);
    i += U16_LENGTH(part);
  }
  kept.foldCase().toUTF8String(out);
}

}  // namespace

std::string fold(std::string_view text) {
  // What is put is never longer than what it is put for, but for signs that are taken apart.
  std::string out(text.size(), '\0');
  char* to = out.data();
  bool space = false;  // A space is owed, but only if something follows.
  const auto put = [&](char c) {
    if (space) *to++ = ' ';
    space = false;
    *to++ = c;
  };
  for (std::size_t i = 0; i < text.size();) {
    const char byte = text[i];
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      put(byte);
      ++i;
      continue;
    }
    const char32_t c = next_code_point(text, i);
    if (is_space(c)) {
      space = to != out.data();
    } else if (is_diacritic(c) || is_invisible(c)) {
      continue;
    } else if (const Letter* letter = find_letter(c)) {
      put(letter->base);
    } else if (const char* plain = find_plain(c)) {
      for (; *plain != '\0'; ++plain) put(*plain);
    } else if (c < 0x80) {
      put(static_cast<char>(c));
    } else {
      std::string parts;
      append_folded(parts, c);
      const auto size = static_cast<std::size_t>(to - out.data());
      out.resize(out.size() + parts.size());
      to = out.data() + size;
      for (const char part : parts) put(part);
    }
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

}  // namespace minhbach::text
