// Natural batching: no timer, a batch is what has come since the last commit began.
#include "feedback/writer.h"

#include <algorithm>
#include <chrono>

namespace minhbach::feedback {
namespace {

/// Larger ones would keep their first readers waiting.
constexpr std::size_t batch_limit = 512;
constexpr std::size_t errand_limit = 256;

}  // namespace

void Batch::add(Submission& submission, Sender& sender) {
  constexpr std::size_t usual = 32;
  const std::size_t count = submissions.size();
  // Both or neither, also where memory ends.
  if (count == std::min(submissions.capacity(), senders.capacity())) {
    submissions.reserve(std::max(2 * count, usual));
    senders.reserve(std::max(2 * count, usual));
  }
  submissions.push_back(std::move(submission));
  senders.push_back(std::move(sender));
}

void Batch::pop() {
  submissions.pop_back();
  senders.pop_back();
}

Writer::Writer(std::unique_ptr<Store> store, std::size_t queue_limit, Deliver deliver)
    : store_(std::move(store)),
      queue_limit_(queue_limit),
      deliver_(std::move(deliver)),
      thread_([this] { work(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

bool Writer::take(Submission& submission, Sender& sender) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    if (ends_ || queue_.submissions.size() >= queue_limit_) return false;
    was_empty = queue_.submissions.empty();
    queue_.add(submission, sender);
  }
  if (was_empty) changed_.notify_one();
  return true;
}

bool Writer::run(Errand errand) {
  {
    const std::lock_guard lock(mutex_);
    if (ends_ || errands_.size() >= errand_limit) return false;
    errands_.push_back(std::move(errand));
  }
  changed_.notify_one();
  return true;
}

void Writer::run_next(std::function<void()> sign) {
  {
    const std::lock_guard lock(mutex_);
    if (signs_.size() >= errand_limit) return;
    signs_.push_back(std::move(sign));
  }
  changed_.notify_one();
}

std::size_t Writer::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.submissions.size();
}

WriterCounts Writer::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void Writer::work() {
  for (;;) {
    Batch batch;
    std::vector<Errand> errands;
    {
      std::unique_lock lock(mutex_);
      const auto is_idle = [&] {
        return queue_.submissions.empty() && errands_.empty() && signs_.empty();
      };
      changed_.wait(lock, [&] { return ends_ || !is_idle(); });
      if (is_idle()) return;
      errands.swap(errands_);
      std::swap(batch, queue_);
      for (std::size_t i = batch_limit; i < batch.submissions.size(); ++i)
        queue_.add(batch.submissions[i], batch.senders[i]);
      while (batch.submissions.size() > batch_limit) batch.pop();
    }
    give_signs();
    if (!batch.submissions.empty()) write(std::move(batch));
    for (Errand& errand : errands) {
      give_signs();
      errand(*store_);
    }
  }
}

void Writer::give_signs() {
  std::vector<std::function<void()>> signs;
  {
    const std::lock_guard lock(mutex_);
    signs.swap(signs_);
  }
  for (const auto& sign : signs) sign();
}

void Writer::write(Batch batch) {
  const auto began = std::chrono::steady_clock::now();
  const Result<std::vector<Fate>> fates = store_->put(batch.submissions);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  works_ = static_cast<bool>(fates);
  {
    const std::lock_guard lock(mutex_);
    ++counts_.batches;
    counts_.rows += fates ? batch.submissions.size() : 0;
    counts_.failures += fates ? 0 : 1;
    counts_.commit_seconds += seconds;
    const auto* bound =
        std::lower_bound(std::begin(commit_bounds), std::end(commit_bounds), seconds);
    ++counts_.commit_buckets[static_cast<std::size_t>(bound - std::begin(commit_bounds))];
  }
  static const std::vector<Fate> none;
  deliver_(std::move(batch), fates ? *fates : none, fates ? nullptr : &fates.error());
}

}  // namespace minhbach::feedback
