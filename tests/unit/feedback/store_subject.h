// Stores to be tested: empty, in a folder that goes with the test. PostgreSQL: when PGHOST names a
// server, in a database that may be emptied.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "feedback/postgres_store.h"
#include "feedback/sqlite_store.h"
#include "support/catch.h"

namespace minhbach::feedback {

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

inline Submission vote(char receipt, std::string day = "2026-11-21") {
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

}  // namespace minhbach::feedback
