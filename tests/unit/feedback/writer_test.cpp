// The writer: batches, a full queue, errands, its end.
#include "feedback/writer.h"

#include <chrono>
#include <map>

#include "feedback/messages.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::feedback;
using namespace std::chrono_literals;

namespace {

/// In memory; can be told to wait, and to fail.
class TestStore : public Store {
 public:
  struct Shared {
    std::mutex gate;
    std::atomic<bool> fails = false;
    bool is_unreadable = false;
    std::atomic<int> batches = 0;
    std::map<std::string, Submission> rows;
  };
  explicit TestStore(Shared& shared) : shared_(shared) {}

  Result<std::vector<Fate>> put(std::span<const Submission> batch) override {
    const std::lock_guard lock(shared_.gate);
    ++shared_.batches;
    if (shared_.fails) return failure(messages::store_write_failed);
    std::vector<Fate> fates;
    for (const Submission& one : batch)
      fates.push_back(shared_.rows.emplace(one.receipt, one).second ? Fate::stored
                                                                    : Fate::repeated);
    return tell_changed(*this, batch, std::move(fates));
  }
  Result<std::optional<Stored>> find(const Receipt& receipt) override {
    if (shared_.is_unreadable) return failure(messages::store_read_failed);
    return std::optional<Stored>({shared_.rows.at(receipt), State::received, ""});
  }
  Result<Done> each(const Selection&, const std::function<void(const Stored&)>&) override {
    return Done{};
  }
  Result<bool> set_state(const Receipt&, State, std::string_view) override { return false; }
  Result<bool> judge(const Receipt&, std::string_view, State) override { return false; }
  Result<Purged> purge(const IsOver&) override { return Purged{}; }
  Result<Done> check() override { return Done{}; }
  Result<Done> back_up(const std::string&) override { return Done{}; }

 private:
  static Diagnostic failure(const Message& message) {
    Diagnostic why;
    why.message = &message;
    why.arguments = {"full"};
    return why;
  }

  Shared& shared_;
};

/// One to be handed in.
struct Pending {
  explicit Pending(int number) {
    submission.receipt = sender.manner.origin = fmt::format("{:010}", number);
  }
  bool go_to(Writer& writer) { return writer.take(submission, sender); }

  Submission submission;
  Sender sender{http::Reply(nullptr), {}};
};

struct Heard {
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t stored = 0, failed = 0;
  std::size_t mixed_up = 0;  ///< Batches whose senders are not those of the submissions.

  Deliver deliver() {
    return [this](Batch batch, const std::vector<Fate>& fates, const Diagnostic*) {
      const std::lock_guard lock(mutex);
      (fates.empty() ? failed : stored) += batch.submissions.size();
      mixed_up += !std::ranges::equal(batch.submissions, batch.senders, {}, &Submission::receipt,
                                      [](const Sender& one) { return one.manner.origin; });
      changed.notify_all();
    };
  }
  bool wait(std::size_t count) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, 10s, [&] { return stored + failed >= count; });
  }
};

}  // namespace

TEST_CASE("what comes while a commit runs goes into the next one together") {
  TestStore::Shared shared;
  Heard heard;
  Writer writer(std::make_unique<TestStore>(shared), 1000, heard.deliver());
  {
    const std::lock_guard slow_disk(shared.gate);
    for (int i = 0; i < 100; ++i) {
      Pending one(i);
      REQUIRE(one.go_to(writer));
    }
  }
  REQUIRE(heard.wait(100));
  CHECK(shared.rows.size() == 100);
  CHECK(shared.batches <= 3);
  CHECK(writer.counts().rows == 100);
}

TEST_CASE("a full queue refuses, and leaves what it refused untouched") {
  TestStore::Shared shared;
  Heard heard;
  Writer writer(std::make_unique<TestStore>(shared), 5, heard.deliver());
  int taken = 0;
  {
    const std::lock_guard slow_disk(shared.gate);
    for (int i = 0; i < 100; ++i) {
      Pending one(i);
      if (one.go_to(writer))
        ++taken;
      else
        CHECK(one.submission.receipt + one.sender.manner.origin ==
              fmt::format("{0:010}{0:010}", i));
    }
    CHECK(taken >= 5);
    CHECK(taken <= 10);
  }
  REQUIRE(heard.wait(static_cast<std::size_t>(taken)));
  CHECK(shared.rows.size() == static_cast<std::size_t>(taken));
}

TEST_CASE("a store that fails fails the whole batch, and the next one is tried") {
  TestStore::Shared shared;
  Heard heard;
  Writer writer(std::make_unique<TestStore>(shared), 1000, heard.deliver());
  shared.fails = true;
  Pending one(1);
  REQUIRE(one.go_to(writer));
  REQUIRE(heard.wait(1));
  CHECK(heard.failed == 1);
  CHECK_FALSE(writer.works());
  shared.fails = false;
  Pending two(2);
  REQUIRE(two.go_to(writer));
  REQUIRE(heard.wait(2));
  CHECK(heard.stored == 1);
  CHECK(writer.works());
}

TEST_CASE("a row that is there and cannot be read is refused alone") {
  TestStore::Shared shared;
  TestStore store(shared);
  const std::vector<Submission> batch{Pending(1).submission, Pending(2).submission,
                                      Pending(1).submission};
  shared.is_unreadable = true;
  const auto fates = store.put(batch);
  REQUIRE(fates);
  CHECK(*fates == std::vector{Fate::stored, Fate::stored, Fate::refused});
  shared.is_unreadable = false;
  CHECK(*store.put(batch) == std::vector(3, Fate::repeated));
}

TEST_CASE("a sign of life goes before whatever waits") {
  TestStore::Shared shared;
  Heard heard;
  std::mutex gate;
  std::atomic<int> begun = 0, done = 0, done_before = -1;
  Writer writer(std::make_unique<TestStore>(shared), 10, heard.deliver());
  {
    const std::lock_guard slow(gate);
    for (int i = 0; i < 20; ++i) {
      REQUIRE(writer.run([&](Store&) {
        ++begun;
        const std::lock_guard wait(gate);
        ++done;
      }));
    }
    while (begun == 0) std::this_thread::sleep_for(1ms);
    writer.run_next([&] { done_before = done.load(); });
  }
  while (done < 20) std::this_thread::sleep_for(1ms);
  CHECK(done_before == 1);
}

TEST_CASE("at its end the writer still writes what waits, and runs what was asked") {
  TestStore::Shared shared;
  Heard heard;
  std::atomic<int> errands = 0;
  {
    Writer writer(std::make_unique<TestStore>(shared), 10'000, heard.deliver());
    const std::lock_guard slow_disk(shared.gate);
    for (int i = 0; i < 2000; ++i) {
      Pending one(i);
      REQUIRE(one.go_to(writer));
    }
    for (int i = 0; i < 10; ++i) REQUIRE(writer.run([&](Store&) { ++errands; }));
  }
  CHECK(heard.stored == 2000);
  CHECK(heard.mixed_up == 0);
  CHECK(errands == 10);
}

TEST_CASE("many threads may hand in at once") {
  TestStore::Shared shared;
  Heard heard;
  {
    Writer writer(std::make_unique<TestStore>(shared), 100'000, heard.deliver());
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 500; ++i) {
          Pending one(t * 1000 + i);
          one.go_to(writer);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(shared.rows.size() == 2000);
}
