// The contract of a store, held against each of them. PostgreSQL: when PGHOST names a server, in a
// database that may be emptied.
#include "feedback/store.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "feedback/messages.h"
#include "feedback/postgres_store.h"
#include "feedback/sqlite_store.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::feedback;

namespace {

/// A folder that goes with the test.
struct Folder {
  Folder() {
    path = std::filesystem::temp_directory_path() /
           ("minhbach-store-" + std::to_string(getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const char* name) const { return (path / name).string(); }
  std::filesystem::path path;
  static inline int count = 0;
};

Submission vote(char receipt, std::string day = "2026-11-21") {
  return {std::string(10, receipt),
          "mau",
          "huu_ich",
          "thu_tuc",
          "/thu-tuc/",
          "vi",
          std::move(day),
          {{"danh_gia", "huu_ich"}, {"can_them", "Giá \"đất\"\nở đâu? \\ ' ₫"}},
          ""};
}

/// Each store, empty.
struct Subject {
  Folder folder;
  std::unique_ptr<Store> store;

  bool make(const std::string& kind) {
    if (kind == "postgres") {
      if (std::getenv("PGHOST") == nullptr) {
        WARN("skipped: PGHOST names no PostgreSQL server (tests/faults/ starts one)");
        return false;
      }
      auto opened = open_postgres();
      REQUIRE(opened);
      store = std::move(*opened);
      REQUIRE(store->purge([](auto, auto, auto) { return true; }));
    } else {
      auto opened = open_sqlite({folder.file("y-kien.db")});
      REQUIRE(opened);
      store = std::move(*opened);
    }
    return true;
  }

  std::vector<Stored> all(const Selection& which = {}) {
    std::vector<Stored> out;
    REQUIRE(store->each(which, [&](const Stored& one) { out.push_back(one); }));
    return out;
  }
};

using Fates = std::vector<Fate>;

}  // namespace

TEST_CASE("what is put is there, every letter of it") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  const Submission one = vote('a');
  CHECK(*subject.store->put({&one, 1}) == Fates{Fate::stored});
  const auto found = subject.store->find(one.receipt);
  REQUIRE(found);
  REQUIRE(*found);
  const Submission& kept = (*found)->submission;
  CHECK(kept.portal == "mau");
  CHECK(kept.form == "huu_ich");
  CHECK(kept.group == "thu_tuc");
  CHECK(kept.page == "/thu-tuc/");
  CHECK(kept.language == "vi");
  CHECK(kept.day == "2026-11-21");
  REQUIRE(kept.answers.size() == 2);
  CHECK(kept.answers[1].text == one.answers[1].text);
  CHECK((*found)->state == State::received);
  CHECK_FALSE(*subject.store->find(std::string(10, 'z')));
}

TEST_CASE("the same receipt again is one submission, in one batch and in two") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  const std::vector<Submission> batch{vote('a'), vote('b'), vote('a')};
  CHECK(*subject.store->put(batch) == Fates{Fate::stored, Fate::stored, Fate::repeated});
  CHECK(*subject.store->put(batch) == Fates(3, Fate::repeated));
  CHECK(subject.all().size() == 2);
}

TEST_CASE("a row that cannot be stored does not stop its neighbours") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a'), vote('b'), vote('c')};
  batch[1].receipt = "short";
  CHECK(*subject.store->put(batch) == Fates{Fate::stored, Fate::refused, Fate::stored});
  CHECK(subject.all().size() == 2);
}

TEST_CASE("submissions are selected by portal, form, days, and apart when suspicious") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('e', "2026-01-02"), vote('b', "2026-01-01"), vote('c'),
                                vote('d'), vote('a', "2026-01-02")};
  batch[2].portal = "khac";
  batch[3].form = "cau_hoi";
  batch[3].suspicion = "trung_lap";
  REQUIRE(subject.store->put(batch));
  const auto receipts = [&](const Selection& which) {
    std::string out;
    for (const Stored& one : subject.all(which)) out += one.submission.receipt[0];
    return out;
  };
  CHECK(receipts({"mau", "", "", "", false}) == "bae");
  CHECK(receipts({"", "huu_ich", "2026-01-02", "2026-06-30", false}) == "ae");
  CHECK(receipts({"", "", "", "", true}) == "d");
  CHECK(subject.all({"", "", "", "", true})[0].submission.suspicion == "trung_lap");
}

TEST_CASE("a submission's state and link can be set") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  const Submission one = vote('a');
  REQUIRE(subject.store->put({&one, 1}));
  CHECK(*subject.store->set_state(one.receipt, State::answered, "/hoi-dap/x/"));
  CHECK_FALSE(*subject.store->set_state(std::string(10, 'z'), State::answered, ""));
  const auto found = subject.store->find(one.receipt);
  CHECK((*found)->state == State::answered);
  CHECK((*found)->link == "/hoi-dap/x/");
  CHECK(subject.store->check());
}

TEST_CASE("purging removes what its caller says, and counts by portal and form") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a', "2025-01-01"), vote('b', "2026-01-01"),
                                vote('c', "2025-01-01"), vote('d', "2025-01-02")};
  batch[2].portal = "khac";
  REQUIRE(subject.store->put(batch));
  const auto done = subject.store->purge([](auto portal, auto form, auto day) {
    return portal == "mau" && form == "huu_ich" && day < "2026-01-01";
  });
  REQUIRE(done);
  CHECK(*done == Purged{{{"mau", "huu_ich"}, 2}});
  CHECK(subject.all().size() == 2);
}

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

TEST_CASE(
    "one receipt with other answers is told apart, also within a batch, and keeps the first") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a'), vote('a'), vote('a'), vote('b')};
  batch[2].answers[1].text = "Khác";
  const auto fates = subject.store->put(batch);
  REQUIRE(fates);
  CHECK(*fates == Fates{Fate::stored, Fate::repeated, Fate::changed, Fate::stored});
  batch[3].answers.pop_back();
  const auto again = subject.store->put(batch);
  REQUIRE(again);
  CHECK(*again == Fates{Fate::repeated, Fate::repeated, Fate::changed, Fate::changed});
  const auto found = subject.store->find(batch[0].receipt);
  REQUIRE(found);
  CHECK((*found)->submission.answers[1].text == batch[0].answers[1].text);
}

TEST_CASE("what is kept apart is released or refused; what is not kept apart is left alone") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a'), vote('b'), vote('c')};
  batch[0].suspicion = batch[1].suspicion = "trung_lap";
  REQUIRE(subject.store->put(batch));
  CHECK(*subject.store->judge(batch[0].receipt, "", State::received));
  CHECK(*subject.store->judge(batch[1].receipt, "tu_choi", State::closed));
  CHECK_FALSE(*subject.store->judge(batch[2].receipt, "tu_choi", State::closed));
  CHECK_FALSE(*subject.store->judge(batch[0].receipt, "tu_choi", State::closed));
  CHECK(subject.all().size() == 2);
  Selection apart;
  apart.suspicious = true;
  const auto refused = subject.all(apart);
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].submission.suspicion == "tu_choi");
  CHECK(refused[0].state == State::closed);
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

TEST_CASE("answers are packed and unpacked") {
  const std::vector<forms::Answer> answers{{"a", "x\"\\\n"}, {"a", ""}, {"b.c", "đ"}};
  const auto back = unpack_answers(pack_answers(answers));
  REQUIRE(back);
  REQUIRE(back->size() == 3);
  CHECK((*back)[0].text == answers[0].text);
  CHECK_FALSE(unpack_answers("{}"));
  CHECK_FALSE(unpack_answers("[[1]]"));
}
