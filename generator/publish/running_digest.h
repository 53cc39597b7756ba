// SHA-256 of bytes that come piece by piece: a film is never held whole.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/digest.h"

namespace minhbach::publish {

class RunningDigest {
 public:
  RunningDigest();
  ~RunningDigest();
  RunningDigest(RunningDigest&&) noexcept;
  RunningDigest& operator=(RunningDigest&&) noexcept;

  void add(std::string_view bytes);
  /// Of all that was added; to be asked once.
  Digest take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of the first `size` bytes of an open file; false when it cannot be read, or is shorter.
bool digest_of_file(int file, std::uint64_t size, Digest& out);

}  // namespace minhbach::publish
