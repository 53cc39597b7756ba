// Runs one function over many items on several threads.
#pragma once

#include <cstddef>
#include <functional>
#include <future>

namespace minhbach {

/// Calls `work(index, worker)` once for each index below `count`, on up to `jobs` threads (the
/// caller's is one of them), and returns when all are done. `worker` is below `jobs`: two calls
/// with one worker number never overlap, so it may index a place of its own for each thread. Items
/// are handed out in runs, in no promised order; a result must be stored by index to be
/// deterministic. An exception in `work` stops the hand-out and is thrown again here.
/// `run`: how many items a thread takes at a time; 1 where each is long.
void parallel_for(std::size_t count, unsigned jobs,
                  const std::function<void(std::size_t index, unsigned worker)>& work,
                  std::size_t run = 8);

/// For std::async: on a thread of its own or, where none is to be had, when its result is asked
/// for.
inline constexpr std::launch aside = std::launch::async | std::launch::deferred;

/// How many threads to use when nobody said: the processors this process may run on.
unsigned default_jobs();

}  // namespace minhbach
