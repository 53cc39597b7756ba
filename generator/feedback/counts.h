// What the endpoint counts, for whoever watches over it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "feedback/writer.h"

namespace minhbach::feedback {

/// One thing that can become of a request.
enum class Event : std::uint8_t {
  stored,
  repeated,
  changed,
  quarantined,
  trapped,
  confirm_page,
  invalid,
  bad_nonce,
  too_early,
  limited,
  asked_to_work,
  overloaded,
  not_stored,
  foreign_origin,
  wrong_type,
  malformed,
  not_found,
  wrong_method,
  nonce,
  look_up,
  no_address,
  last_,
};

/// Counted by any thread.
class Counts {
 public:
  void add(Event event, std::uint64_t count = 1) {
    counts_[static_cast<std::size_t>(event)].fetch_add(count, std::memory_order_relaxed);
  }
  std::uint64_t of(Event event) const {
    return counts_[static_cast<std::size_t>(event)].load(std::memory_order_relaxed);
  }

 private:
  std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(Event::last_)> counts_{};
};

/// The text format of Prometheus. `free_bytes`: 0 when not known.
std::string metrics_text(const Counts& counts, const WriterCounts& writer, std::size_t waiting,
                         std::uint64_t free_bytes);

}  // namespace minhbach::feedback
