// Slugs are folded text with hyphens between the words.
#include "text/slug.h"

#include "text/fold.h"

namespace minhbach::text {

std::string slug(std::string_view text, std::size_t max_length) {
  std::string out = fold(text);
  std::size_t length = 0;
  bool hyphen = false;
  for (const char c : out) {
    if (c == '\'') continue;  // "Sa Pa's" is one word, as is D'ran.
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
      hyphen = length > 0;
      continue;
    }
    // Never ahead of the byte being read: a hyphen stands for at least one byte left out.
    if (hyphen) out[length++] = '-';
    hyphen = false;
    out[length++] = c;
  }
  out.resize(length);
  if (length <= max_length) return out;
  const std::size_t cut = out[max_length] == '-' ? max_length : out.rfind('-', max_length);
  out.resize(cut == std::string::npos || cut == 0 ? max_length : cut);
  return out;
}

}  // namespace minhbach::text
