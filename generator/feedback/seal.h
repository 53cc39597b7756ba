// What the endpoint signs, so that it knows its own words again: HMAC-SHA-256 under a secret key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/hmac.h"

namespace minhbach::feedback {

using Tag = std::array<std::uint8_t, 32>;

/// Keys are secret: nothing here prints them. Safe to use from several threads.
class Seal {
 public:
  static constexpr std::size_t least_key = 32;  ///< Bytes.

  /// The first key signs; the further ones, of before the last change of keys, are only accepted.
  explicit Seal(const std::vector<std::string>& keys);

  std::size_t count() const { return keys_.size(); }

  /// Of the parts, each with its length before it: ("a", "bc") and ("ab", "c") differ. The first
  /// part says what is signed, so that a signature of one thing is none of another.
  Tag tag(std::size_t key, std::initializer_list<std::string_view> parts) const;

 private:
  std::vector<Hmac> keys_;
};

/// Compares in a time that says nothing of where they differ.
bool is_equal(std::string_view a, std::string_view b);

/// Bytes that nobody can guess, from the system.
std::string random_bytes(std::size_t count);

}  // namespace minhbach::feedback
