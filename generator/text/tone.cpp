// Moves the tone mark within the last two vowels of a syllable.
#include "text/tone.h"

#include "text/letter.h"
#include "text/utf8.h"

namespace minhbach::text {
namespace {

bool is_shifting_pair(const Letter& first, const Letter& second) {
  if (first.mark != Mark::none || second.mark != Mark::none) return false;
  return (first.base == 'o' && (second.base == 'a' || second.base == 'e')) ||
         (first.base == 'u' && second.base == 'y');
}

void append(std::string& out, const Letter& letter, Tone tone) {
  Letter toned = letter;
  toned.tone = tone;
  append_code_point(out, compose(toned));
}

}  // namespace

std::string normalize_tone(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Letter before, first;      // The two letters of this word before the present one.
  std::size_t first_at = 0;  // Where `first` starts in `out`.
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const Letter* letter = find_letter(next_code_point(text, i));
    if (letter == nullptr) {
      before = first = {};
      out += text.substr(start, i - start);
      continue;
    }
    std::size_t ahead = i;
    const bool ends_word = i == text.size() || find_letter(next_code_point(text, ahead)) == nullptr;
    const bool one_tone = (first.tone == Tone::level) != (letter->tone == Tone::level);
    if (ends_word && first.base != 0 && one_tone && is_shifting_pair(first, *letter)) {
      const Tone tone = first.tone == Tone::level ? letter->tone : first.tone;
      const bool on_first = before.base != 'q';
      out.resize(first_at);
      append(out, first, on_first ? tone : Tone::level);
      append(out, *letter, on_first ? Tone::level : tone);
    } else {
      first_at = out.size();
      out += text.substr(start, i - start);
    }
    before = first;
    first = *letter;
  }
  return out;
}

}  // namespace minhbach::text
