// One loop for all batches.
#include "publish/tries.h"

#include <algorithm>
#include <numeric>

#include "publish/failures.h"
#include "publish/messages.h"

namespace minhbach::publish {
namespace {

/// With 1, 2, 4, 8, 16 seconds between them: half a minute for a line to come back.
constexpr unsigned most_tries = 5;

}  // namespace

/// Waits, and connects again; false when it has been tried often enough.
bool Tries::may_try_again(bool has_progress) {
  if (has_progress) tries_ = 0;
  while (tries_ < most_tries) {
    wait_(1u << tries_);
    ++tries_;
    ++count_;
    if (target_.open()) return true;
  }
  return false;
}

template <typename Item, typename Once>
bool Tries::batch(std::vector<Item> items, const OnDone& done, const Once& once) {
  std::vector<std::size_t> numbers(items.size());
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  while (!items.empty()) {
    bool has_progress = false;
    const Failures failures = once(items, [&](std::size_t item) {
      has_progress = true;
      if (done) done(numbers[item]);
    });
    std::vector<Item> again;
    std::vector<std::size_t> again_numbers;
    Failures final;
    for (const Failure& failure : failures) {
      if (!failure.may_pass) {
        final.push_back(failure);
        continue;
      }
      again.push_back(items[failure.item]);
      again_numbers.push_back(numbers[failure.item]);
    }
    if (!final.empty()) return tell(final);
    if (again.empty()) return true;
    if (!may_try_again(has_progress)) return tell(failures);
    items = std::move(again);
    numbers = std::move(again_numbers);
  }
  return true;
}

/// A full disk refuses thousands of files in the same words: some are enough.
bool Tries::tell(const Failures& failures) {
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < std::min(most, failures.size()); ++i) report_.add(failures[i].why);
  if (failures.size() > most)
    report_.add(failure(messages::more_refused, {std::to_string(failures.size() - most)}));
  return false;
}

bool Tries::put(const std::vector<Upload>& files, const OnDone& done) {
  return batch(files, done, [&](const std::vector<Upload>& items, const OnDone& each) {
    return target_.put(items, each);
  });
}

bool Tries::copy(const std::vector<Copy>& files, std::set<std::string>& missing) {
  return batch(files, {}, [&](const std::vector<Copy>& items, const OnDone& each) {
    Failures failures = target_.copy(items, each);
    std::vector<std::string> refused;
    for (const Failure& one : failures) {
      if (!one.may_pass) refused.push_back(items[one.item].from);
    }
    // Not every server says in so many words that there is no such file.
    if (refused.empty()) return failures;
    (void)target_.digests(refused, [&](std::size_t i, const std::optional<Digest>& digest) {
      if (!digest) missing.insert(refused[i]);
    });
    std::erase_if(failures,
                  [&](const Failure& one) { return missing.contains(items[one.item].from); });
    return failures;
  });
}

bool Tries::digests(const std::vector<std::string>& paths,
                    const std::function<void(const std::string&, std::optional<Digest>)>& take) {
  return batch(paths, {}, [&](const std::vector<std::string>& items, const OnDone&) {
    return target_.digests(
        items, [&](std::size_t i, std::optional<Digest> digest) { take(items[i], digest); });
  });
}

bool Tries::remove(const std::vector<std::string>& paths) {
  return batch(paths, {}, [&](const std::vector<std::string>& items, const OnDone&) {
    return target_.remove(items);
  });
}

bool Tries::write(std::string_view path, std::string_view bytes) {
  return run([&] { return target_.write(path, bytes); });
}

bool Tries::run(const std::function<Result<Done>()>& once) {
  const Result<Done> result = get(once);
  if (!result) report_.add(result.error());
  return static_cast<bool>(result);
}

bool Tries::may_pass(const Diagnostic& why) {
  return why.message == &messages::connection_lost || why.message == &messages::place_busy;
}

}  // namespace minhbach::publish
