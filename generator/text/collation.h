// Alphabetical order as Vietnamese readers expect it: A Ă Â B C D Đ E Ê … with tones.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace minhbach::text {

/// Vietnamese collation (CLDR, through ICU); numbers in text sort by value, so Điều 9 stands before
/// Điều 10. Making one is slow, using it is not; one may be used by several threads at once.
class Collator {
 public:
  Collator();
  ~Collator();
  Collator(Collator&&) noexcept;
  Collator& operator=(Collator&&) noexcept;

  /// Bytes that compare (as unsigned, which std::string does) the way the texts sort. Texts that
  /// sort equal may differ; break the tie by something else. Only for one `collation_version`.
  std::string sort_key(std::string_view text) const;

  /// True when `a` sorts before `b`; for a handful. For lists, make the keys once.
  bool before(std::string_view a, std::string_view b) const;

 private:
  struct Held;
  std::unique_ptr<Held> held_;
};

/// Of the rules in use: sort keys made under another one do not compare with today's.
std::string collation_version();

/// The heading of an A–Z index under which `text` stands: its first letter without tone, in upper
/// case, with its vowel mark ("Ă", "Đ", "U", "Ư"); "#" for digits, other scripts and nothing.
/// Quotes, brackets and spaces before it are passed over.
std::string first_letter(std::string_view text);

}  // namespace minhbach::text
