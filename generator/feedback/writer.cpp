// Natural batching: no timer, a batch is what has come since the last commit began.
#include "feedback/writer.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace minhbach::feedback {
namespace {

/// Larger ones would keep their first readers waiting.
constexpr std::size_t batch_limit = 512;
constexpr std::size_t errand_limit = 256;

}  // namespace

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

bool Writer::take(Pending& pending) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    if (ends_ || queue_.size() >= queue_limit_) return false;
    was_empty = queue_.empty();
    queue_.push_back(std::move(pending));
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
  return queue_.size();
}

WriterCounts Writer::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void Writer::work() {
  for (;;) {
    std::vector<Pending> batch;
    std::vector<Errand> errands;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(
          lock, [&] { return ends_ || !queue_.empty() || !errands_.empty() || !signs_.empty(); });
      if (queue_.empty() && errands_.empty() && signs_.empty()) return;
      errands.swap(errands_);
      batch.swap(queue_);
      if (batch.size() > batch_limit) {
        const auto from = batch.begin() + static_cast<std::ptrdiff_t>(batch_limit);
        std::move(from, batch.end(), std::back_inserter(queue_));
        while (batch.size() > batch_limit) batch.pop_back();
      }
    }
    give_signs();
    if (!batch.empty()) write(std::move(batch));
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

void Writer::write(std::vector<Pending> batch) {
  // Apart from the replies, so that the store sees submissions only.
  std::vector<Submission> rows;
  rows.reserve(batch.size());
  for (Pending& pending : batch) rows.push_back(std::move(pending.submission));
  const auto began = std::chrono::steady_clock::now();
  const Result<std::vector<Fate>> fates = store_->put(rows);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  works_ = static_cast<bool>(fates);
  {
    const std::lock_guard lock(mutex_);
    ++counts_.batches;
    counts_.rows += fates ? rows.size() : 0;
    counts_.failures += fates ? 0 : 1;
    counts_.commit_seconds += seconds;
    const auto* bound =
        std::lower_bound(std::begin(commit_bounds), std::end(commit_bounds), seconds);
    ++counts_.commit_buckets[static_cast<std::size_t>(bound - std::begin(commit_bounds))];
  }
  for (std::size_t i = 0; i < batch.size(); ++i) batch[i].submission = std::move(rows[i]);
  static const std::vector<Fate> none;
  deliver_(std::move(batch), fates ? *fates : none, fates ? nullptr : &fates.error());
}

}  // namespace minhbach::feedback
