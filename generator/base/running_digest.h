// SHA-256 of bytes that come piece by piece: a film is never held whole.
#pragma once

#include <memory>
#include <string_view>

#include "base/digest.h"

namespace minhbach {

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

}  // namespace minhbach
