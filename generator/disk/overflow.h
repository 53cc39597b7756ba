// Texts that are too many for the memory meant for them: the rest waits in a file without a name.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace minhbach {

/// Where a text waits. Default: it is empty.
struct Waiting {
  std::string bytes;  ///< Itself, while there is room.
  std::uint64_t offset = 0;
  std::uint64_t size = 0;  ///< When not 0, it is in the file.
};

/// May be used by several threads at once. The file lies in $TMPDIR, else in /var/tmp, and is gone
/// with the process. Where none can be made, or it is full, all stays in memory.
class Overflow {
 public:
  /// `room`: bytes to keep in memory.
  explicit Overflow(std::size_t room) : room_(room) {}
  ~Overflow();
  Overflow(const Overflow&) = delete;
  Overflow& operator=(const Overflow&) = delete;

  Waiting put(std::string bytes);

  /// The text; nothing when the file cannot be read.
  std::optional<std::string> get(const Waiting& waiting) const;

 private:
  int file();

  const std::size_t room_;
  std::atomic<std::size_t> used_ = 0;
  std::atomic<std::uint64_t> end_ = 0;
  std::atomic<int> file_ = not_made;
  static constexpr int not_made = -1, impossible = -2;
};

}  // namespace minhbach
