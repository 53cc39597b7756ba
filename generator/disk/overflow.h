// Texts that are too many for the memory meant for them: the rest waits in a file without a name.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace minhbach {

/// Where a text waits. Default: it is empty.
struct Waiting {
  std::uint64_t at = 0;
  std::uint64_t size = 0;
};

/// May be used by several threads at once. The file lies in $TMPDIR, else in /var/tmp, and is gone
/// with the process. Where none can be made, or it is full, all stays in memory.
class Overflow {
 public:
  /// `room`: bytes to keep in memory.
  explicit Overflow(std::size_t room);
  ~Overflow();
  Overflow(const Overflow&) = delete;
  Overflow& operator=(const Overflow&) = delete;

  Waiting put(std::string_view bytes);

  /// The text; nothing when the file cannot be read.
  std::optional<std::string> get(Waiting waiting) const;

 private:
  int file();
  bool write(int descriptor, std::string_view bytes, std::uint64_t at) const;

  // Places below room_ are in memory_, those from stays_at on in kept_, all others in the file.
  const std::size_t room_;
  std::unique_ptr<char[]> memory_;
  std::atomic<std::uint64_t> end_ = 0;
  std::atomic<int> file_ = not_made;
  mutable std::mutex kept_mutex_;
  std::deque<std::string> kept_;
  static constexpr int not_made = -1, impossible = -2;
  static constexpr std::uint64_t stays_at = std::uint64_t{1} << 63;
};

}  // namespace minhbach
