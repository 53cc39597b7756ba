// The Vietnamese letters taken apart: base letter, vowel mark, tone, case.
#pragma once

#include <cstdint>

namespace minhbach::text {

enum class Mark : std::uint8_t { none, breve, circumflex, horn, stroke };

/// In the order dictionaries sort them: ngang, huyền, hỏi, ngã, sắc, nặng.
enum class Tone : std::uint8_t { level, grave, hook, tilde, acute, dot };

/// One letter of the Vietnamese alphabet, or an ASCII letter it does not have (f, j, w, z).
struct Letter {
  char base = 0;  ///< a–z; 0 in a Letter that is none.
  Mark mark = Mark::none;
  Tone tone = Tone::level;
  bool upper = false;

  friend bool operator==(const Letter&, const Letter&) = default;
};

/// The parts of a precomposed letter; null for anything else. The look-alikes of Đ that fonts and
/// old converters leave behind (Icelandic Ð, African Ɖ) read as Đ.
const Letter* find_letter(char32_t code_point);

/// The precomposed letter with these parts; 0 when the alphabet has none such.
char32_t compose(const Letter& letter);

}  // namespace minhbach::text
