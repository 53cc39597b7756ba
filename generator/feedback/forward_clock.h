// The time of day as the endpoint counts it: it goes on even while the system's clock is set back.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>

namespace minhbach::feedback {

/// A nonce's age must grow whatever happens to the system's clock: a clock set back by an hour
/// would else refuse everybody for an hour. Set forward, it is followed. Safe from several threads.
class ForwardClock {
 public:
  using Now = std::function<std::int64_t()>;  ///< Seconds.

  /// The system's time of day, and the time since it started.
  ForwardClock();
  ForwardClock(Now of_day, Now since_start);

  std::int64_t now();

 private:
  Now of_day_, since_start_;
  std::mutex mutex_;
  std::int64_t lead_;  ///< `of_day_` minus `since_start_`, the most there has been.
};

}  // namespace minhbach::feedback
