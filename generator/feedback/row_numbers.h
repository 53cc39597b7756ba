// Numbers for rows that stand close together and do not tell in which order they came.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace minhbach::feedback {

/// Gives out each number of a window once, in an order drawn by chance. Rows of neighbouring
/// numbers share pages of the database, which makes writing many at once cheap; who reads the
/// numbers learns of a row only which 256 were written about then. Bytes of the live file tell more
/// until it is written anew (SqliteStore::hide_order). One thread.
class RowNumbers {
 public:
  static constexpr std::size_t window = 256;

  /// True before the first window and when all numbers of one are given out.
  bool is_empty() const { return next_ == window; }

  /// A new window, whole above `highest`, the largest number in use (0: none).
  void begin(std::int64_t highest);

  /// Not when `is_empty()`.
  std::int64_t take() { return first_ + order_[next_++]; }

 private:
  std::int64_t first_ = 0;
  std::array<std::uint16_t, window> order_{};
  std::size_t next_ = window;
};

}  // namespace minhbach::feedback
