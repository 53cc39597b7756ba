// A shared counter and a few threads.
#include "base/parallel.h"

#include <sched.h>
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace minhbach {

void parallel_for(std::size_t count, unsigned jobs,
                  const std::function<void(std::size_t, unsigned)>& work, std::size_t run) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failure_mutex;

  const auto worker = [&](unsigned number) {
    try {
      for (std::size_t from = next.fetch_add(run); from < count; from = next.fetch_add(run)) {
        for (std::size_t i = from; i < std::min(count, from + run); ++i) work(i, number);
      }
    } catch (...) {
      next = count;
      const std::lock_guard lock(failure_mutex);
      if (!failure) failure = std::current_exception();
    }
  };

  const std::size_t useful = std::max<std::size_t>(1, (count + run - 1) / run);
  const unsigned threads = static_cast<unsigned>(std::min<std::size_t>(std::max(1u, jobs), useful));
  {
    std::vector<std::jthread> others;
    for (unsigned number = 1; number < threads; ++number) others.emplace_back(worker, number);
    worker(0);
  }
  if (failure) std::rethrow_exception(failure);
}

unsigned default_jobs() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return static_cast<unsigned>(CPU_COUNT(&set));
  return std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace minhbach
