// Finds records, pages and questions by a text that they hold: a table of their numbers alone.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "base/fingerprint.h"

namespace minhbach {

/// Open addressing with linear steps, at most half full (Knuth, TAOCP 3, 6.4). The texts stay where
/// they are: `text_of(number)` gives that of a number that was added, the same one every time.
class KeyIndex {
 public:
  /// Room for so many.
  explicit KeyIndex(std::size_t count = 0) { grow(count); }

  /// Adds `number`, whose text is `text`, unless one with that text is there: then that one.
  template <typename TextOf>
  std::optional<std::uint32_t> add(std::uint32_t number, std::string_view text, TextOf&& text_of) {
    if (2 * (count_ + 1) > slots_.size()) {
      const std::vector<std::uint32_t> before = std::move(slots_);
      grow(2 * (count_ + 1));
      for (const std::uint32_t known : before) {
        if (known != none) slots_[place(text_of(known), text_of)] = known;
      }
    }
    std::uint32_t& slot = slots_[place(text, text_of)];
    if (slot != none) return slot;
    slot = number;
    ++count_;
    return std::nullopt;
  }

  template <typename TextOf>
  std::optional<std::uint32_t> find(std::string_view text, TextOf&& text_of) const {
    if (count_ == 0) return std::nullopt;
    const std::uint32_t number = slots_[place(text, text_of)];
    return number != none ? std::optional(number) : std::nullopt;
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  void grow(std::size_t count) {
    std::size_t size = 8;
    while (size < 2 * count) size *= 2;
    slots_.assign(size, none);
  }

  /// Where `text` stands, or the free place where it would.
  template <typename TextOf>
  std::size_t place(std::string_view text, TextOf& text_of) const {
    std::size_t at = hash_text(text) & (slots_.size() - 1);
    while (slots_[at] != none && text_of(slots_[at]) != text) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  std::vector<std::uint32_t> slots_;
  std::size_t count_ = 0;
};

}  // namespace minhbach
