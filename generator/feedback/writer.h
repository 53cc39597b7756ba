// The one thread that writes: what comes in while it commits goes into the next commit together.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "feedback/facts.h"
#include "feedback/store.h"
#include "http/reply.h"

namespace minhbach::feedback {

/// How the answer to a submission is to look.
struct Manner {
  bool json = false;
  std::shared_ptr<const Facts> facts;  ///< What the pointers below point into.
  const PortalFacts* portal = nullptr;
  const schema::Form* form = nullptr;
  const PortalVersion* version = nullptr;
  std::string origin;  ///< Of the page whose script asks; "" none.
  /// As sent by a form, own names too: given back when they cannot be kept. None for JSON, whose
  /// page still has them.
  std::vector<forms::Answer> given;
};

/// Who waits for a submission.
struct Sender {
  http::Reply reply;
  Manner manner;
};

/// Submissions, and the sender of each: apart, as the store sees the former only.
struct Batch {
  std::vector<Submission> submissions;
  std::vector<Sender> senders;

  void add(Submission& submission, Sender& sender);
  void pop();
};

/// Called on the writer's thread once a batch. No fates: nothing was stored, and why.
using Deliver =
    std::function<void(Batch batch, const std::vector<Fate>& fates, const Diagnostic* failure)>;
/// Something else that needs the store.
using Errand = std::function<void(Store&)>;

/// Of the histogram of commits, in seconds.
inline constexpr double commit_bounds[] = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                           0.05,   0.1,   0.25,   1.0,   5.0};

/// What /metrics shows of it.
struct WriterCounts {
  std::uint64_t batches = 0, rows = 0, failures = 0;
  double commit_seconds = 0;  ///< In sum.
  /// Not cumulative; one more than there are bounds.
  std::array<std::uint64_t, std::size(commit_bounds) + 1> commit_buckets{};
};

class Writer {
 public:
  /// `queue_limit`: submissions that may wait.
  Writer(std::unique_ptr<Store> store, std::size_t queue_limit, Deliver deliver);
  ~Writer();  ///< Writes what waits, then ends.

  /// False when the queue is full: both are untouched then. From any thread.
  bool take(Submission& submission, Sender& sender);
  /// The same for errands, of which few may wait.
  bool run(Errand errand);
  /// Before all that waits, after what is being done: says that this thread goes on.
  void run_next(std::function<void()> sign);

  std::size_t waiting() const;
  /// Whether the last attempt to write worked; true before the first.
  bool works() const { return works_; }
  WriterCounts counts() const;

 private:
  void work();
  void give_signs();
  void write(Batch batch);

  const std::unique_ptr<Store> store_;
  const std::size_t queue_limit_;
  const Deliver deliver_;
  mutable std::mutex mutex_;  ///< Guards what is below.
  std::condition_variable changed_;
  Batch queue_;
  std::vector<Errand> errands_;
  std::vector<std::function<void()>> signs_;
  WriterCounts counts_;
  bool ends_ = false;
  std::atomic<bool> works_ = true;
  std::thread thread_;  ///< Last, so that it starts when all else is there.
};

}  // namespace minhbach::feedback
