// Counted from the time since the machine started, corrected only forward.
#include "feedback/forward_clock.h"

#include <algorithm>
#include <ctime>

namespace minhbach::feedback {
namespace {

std::int64_t read_clock(clockid_t id) {
  timespec at{};
  clock_gettime(id, &at);
  return at.tv_sec;
}

}  // namespace

ForwardClock::ForwardClock()
    : ForwardClock([] { return read_clock(CLOCK_REALTIME); },
                   [] { return read_clock(CLOCK_BOOTTIME); }) {}

ForwardClock::ForwardClock(Now of_day, Now since_start)
    : of_day_(std::move(of_day)),
      since_start_(std::move(since_start)),
      lead_(of_day_() - since_start_()) {}

std::int64_t ForwardClock::now() {
  const std::lock_guard lock(mutex_);
  const std::int64_t since = since_start_();
  lead_ = std::max(lead_, of_day_() - since);
  return lead_ + since;
}

}  // namespace minhbach::feedback
