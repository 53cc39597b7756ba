// Parallel work: each item once, failures handed on.
#include "base/parallel.h"

#include <atomic>
#include <stdexcept>

#include "support/catch.h"

using namespace minhbach;

TEST_CASE("every item is worked on exactly once, whatever the number of threads") {
  for (const unsigned jobs : {1u, 2u, 7u}) {
    std::vector<std::atomic<int>> seen(1000);
    std::atomic<bool> worker_in_range = true;
    parallel_for(seen.size(), jobs, [&](std::size_t index, unsigned worker) {
      if (worker >= jobs) worker_in_range = false;
      ++seen[index];
    });
    CHECK(worker_in_range);
    for (const std::atomic<int>& count : seen) REQUIRE(count == 1);
  }
}

TEST_CASE("an exception in the work reaches the caller") {
  CHECK_THROWS_AS(parallel_for(100, 2,
                               [](std::size_t index, unsigned) {
                                 if (index == 50) throw std::runtime_error("stop");
                               }),
                  std::runtime_error);
}
