// SQLite's file: who may read it, what it tells and forgets, damage, other programs at the same
// file.
#include "feedback/sqlite_store.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "feedback/messages.h"
#include "store_subject.h"

using namespace minhbach;
using namespace minhbach::feedback;
using namespace std::chrono_literals;

TEST_CASE("more than one batch of removals") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  std::vector<Submission> batch;
  for (int i = 0; i < 1200; ++i) {
    batch.push_back(vote('x'));
    batch.back().receipt = fmt::format("{:010}", i);
  }
  REQUIRE(subject.store->put(batch));
  const auto done = subject.store->purge([](auto, auto, auto) { return true; });
  REQUIRE(done);
  CHECK(*done == Purged{{{"mau", "huu_ich"}, 1200}});
  CHECK(subject.all().empty());
}

TEST_CASE("a purge that cannot empty SQLite's log says so, and the next one does it") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  SqliteOptions hasty{subject.folder.file("y-kien.db")};
  hasty.patience = 20;
  auto store = open_sqlite(hasty);
  REQUIRE(store);
  REQUIRE((*store)->put(std::vector<Submission>{vote('a')}));
  sqlite3* reader = nullptr;
  REQUIRE(sqlite3_open(hasty.path.c_str(), &reader) == SQLITE_OK);
  sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM y_kien", nullptr, nullptr, nullptr);
  const auto held = (*store)->purge([](auto, auto, auto) { return true; });
  REQUIRE_FALSE(held);
  CHECK(held.error().message == &messages::log_not_emptied);
  sqlite3_exec(reader, "COMMIT", nullptr, nullptr, nullptr);
  const auto again = (*store)->purge([](auto, auto, auto) { return true; });
  REQUIRE(again);
  CHECK(again->empty());
  CHECK(std::filesystem::file_size(hasty.path + "-wal") == 0);
  sqlite3_close(reader);
}

TEST_CASE("a purge that waits for a reader lets others write") {
  using namespace std::chrono;
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  REQUIRE(subject.store->put(std::vector{vote('a')}));
  const std::string file = subject.folder.file("y-kien.db");
  auto other = open_sqlite({file});
  REQUIRE(other);
  sqlite3* reader = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &reader) == SQLITE_OK);
  sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM y_kien", nullptr, nullptr, nullptr);
  std::atomic<bool> ended = false, is_done = false;
  std::thread purging([&] {
    is_done = static_cast<bool>((*other)->purge([](auto, auto, auto) { return false; }));
    ended = true;
  });
  milliseconds longest{0};
  const auto until = steady_clock::now() + 1500ms;
  for (char letter = 'b'; steady_clock::now() < until; ++letter) {
    const auto began = steady_clock::now();
    CHECK(*subject.store->put(std::vector{vote(letter)}) == Fates{Fate::stored});
    longest = std::max(longest, duration_cast<milliseconds>(steady_clock::now() - began));
    std::this_thread::sleep_for(60ms);
  }
  CHECK_FALSE(ended);
  CHECK(longest < 2000ms);
  sqlite3_exec(reader, "COMMIT", nullptr, nullptr, nullptr);
  purging.join();
  CHECK(is_done);
  sqlite3_close(reader);
}

TEST_CASE("nothing of a purged text is left in SQLite's files") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  std::vector<Submission> batch{vote('a', "2025-01-01"), vote('b')};
  batch[0].answers[1].text = "canary-of-the-purge";
  REQUIRE(subject.store->put(batch));
  const auto holds_canary = [&] {
    for (const auto& file : std::filesystem::directory_iterator(subject.folder.path)) {
      std::ifstream in(file.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      if (bytes.find("canary-of-the-purge") != std::string::npos) return true;
    }
    return false;
  };
  CHECK(holds_canary());
  REQUIRE(subject.store->purge([](auto, auto, auto day) { return day < "2026-01-01"; }));
  CHECK_FALSE(holds_canary());
}

TEST_CASE("SQLite's file is its owner's alone, durable, and says what it is") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  struct stat facts {};
  REQUIRE(stat(subject.folder.file("y-kien.db").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  CHECK(subject.store->free_bytes());
}

namespace {

/// The first letters of receipts in the order of their rows in the file, and the rows' numbers.
struct Rows {
  std::string letters;
  std::vector<std::int64_t> numbers;
};

Rows rows_of(const std::string& path) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  Rows out;
  const auto take = [](void* to, int, char** columns, char**) {
    static_cast<Rows*>(to)->numbers.push_back(std::strtoll(columns[0], nullptr, 10));
    static_cast<Rows*>(to)->letters += columns[1][0];
    return 0;
  };
  REQUIRE(sqlite3_exec(database, "SELECT so, bien_nhan FROM y_kien ORDER BY so", take, &out,
                       nullptr) == SQLITE_OK);
  sqlite3_close(database);
  return out;
}

}  // namespace

TEST_CASE("SQLite's file does not tell in which order submissions came, and keeps them together") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  std::string came;
  for (char letter = '!'; letter <= '~'; ++letter) {
    came += letter;
    REQUIRE(subject.store->put(std::vector{vote(letter)}));
  }
  const Rows rows = rows_of(subject.folder.file("y-kien.db"));
  REQUIRE(rows.letters.size() == came.size());
  CHECK(rows.letters != came);
  CHECK(rows.letters != std::string(came.rbegin(), came.rend()));
  CHECK(rows.numbers.back() - rows.numbers.front() < 256);
}

TEST_CASE("after a purge the bytes of SQLite's file do not stand in order of coming either") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  std::vector<std::string> marks;
  for (char letter = 'a'; letter < 'u'; ++letter) {  // As many as one page takes.
    Submission one = vote(letter);
    one.page = marks.emplace_back(fmt::format("/dau-{:03}/", marks.size()));
    REQUIRE(subject.store->put(std::vector{std::move(one)}));
  }
  REQUIRE(subject.store->purge([](auto, auto, auto) { return false; }));
  std::ifstream in(subject.folder.file("y-kien.db"), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  int neighbours = 0;  // That came one after the other and stand so.
  std::size_t last = 0;
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const std::string& mark : marks) {
    const std::size_t at = bytes.find(mark);
    REQUIRE(at != std::string::npos);
    CHECK(bytes.find(mark, at + 1) == std::string::npos);
    places.emplace_back(at, places.size());
  }
  std::sort(places.begin(), places.end());
  for (std::size_t i = 1; i < places.size(); ++i) {
    last = places[i - 1].second;
    neighbours += places[i].second == last + 1 || places[i].second + 1 == last;
  }
  // By chance two; as they came, nearly all.
  CHECK(neighbours < 12);
}

TEST_CASE("two programs that write to one SQLite file do not take each other's places") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  REQUIRE(subject.store->put(std::vector{vote('!')}));
  std::unique_ptr<Store> programs[2];
  for (auto& each : programs) {
    auto opened = open_sqlite({subject.folder.file("y-kien.db")});
    REQUIRE(opened);
    each = std::move(*opened);
    // Nothing new: the second begins with the same numbers as the first.
    CHECK(*each->put(std::vector{vote('!')}) == Fates{Fate::repeated});
  }
  for (char letter = '"'; letter <= '~'; ++letter)
    CHECK(*programs[letter % 2]->put(std::vector{vote(letter)}) == Fates{Fate::stored});
  CHECK(subject.all().size() == 94);
}

TEST_CASE("a damaged SQLite file is not opened; a backup is whole and takes its place") {
  Subject subject;
  REQUIRE(subject.make("sqlite"));
  std::vector<Submission> batch;
  for (int i = 0; i < 2000; ++i) {
    batch.push_back(vote('x'));
    batch.back().receipt = fmt::format("{:010}", i);
  }
  REQUIRE(subject.store->put(batch));
  const std::string file = subject.folder.file("y-kien.db"), copy = subject.folder.file("sao.db");
  REQUIRE(subject.store->back_up(copy));
  for (const char* end : {"", "-wal", "-shm"}) {
    const auto onto = subject.store->back_up(file + end);
    REQUIRE_FALSE(onto);
    CHECK(onto.error().message == &messages::backup_onto_itself);
  }
  subject.store.reset();
  const auto damage = [&](std::streamoff at, std::size_t count) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(at);
    out << std::string(count, '\x5A');
  };
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file));
  const auto [at, count] =
      GENERATE_COPY(table<std::streamoff, std::size_t>({{0, 60}, {size / 2, 9000}, {4096, 100}}));
  damage(at, count);
  const auto broken = open_sqlite({file});
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message == &messages::store_damaged);
  std::filesystem::rename(copy, file);
  const auto mended = open_sqlite({file});
  REQUIRE(mended);
  const auto found = (*mended)->find(batch[7].receipt);
  REQUIRE(found);
  CHECK(*found);
}

TEST_CASE("a SQLite file of a later version is not touched") {
  Folder folder;
  const std::string file = folder.file("y-kien.db");
  REQUIRE(open_sqlite({file}));
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  sqlite3_exec(database, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  const auto opened = open_sqlite({file});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().message == &messages::store_from_later);
}

TEST_CASE("a SQLite file that cannot be made, or is to be there and is not, is an error") {
  Folder folder;
  CHECK_FALSE(open_sqlite({folder.file("khong/co/y-kien.db")}));
  SqliteOptions reading{folder.file("khong-co.db")};
  reading.must_exist = true;
  CHECK_FALSE(open_sqlite(reading));
  CHECK_FALSE(std::filesystem::exists(folder.file("khong-co.db")));
}
