// Kept pictures: made once, made again when damaged, forgotten when unused.
#include "images/kept_files.h"

#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "images/messages.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::images;

namespace {

struct Fixture {
  MemoryDisk disk;
  int made = 0;

  std::string ask(const std::string& month, std::string_view part) {
    KeptFiles kept(&disk, month);
    return ask(kept, part);
  }
  std::string ask(KeptFiles& kept, std::string_view part) {
    return *kept.get_or_make(kept_key("vẽ 1", {part}), [&]() -> Result<std::string> {
      ++made;
      return std::string(part) + "!";
    });
  }
  std::vector<std::string> paths() {
    std::vector<Diagnostic> problems;
    std::vector<std::string> out;
    for (const FileEntry& file : disk.list("", problems)) out.push_back(file.path);
    return out;
  }
};

}  // namespace

TEST_CASE("a picture is made once") {
  Fixture f;
  CHECK(f.ask("2026-11", "a") == "a!");
  CHECK(f.ask("2026-11", "a") == "a!");
  CHECK(f.ask("2026-11", "b") == "b!");
  CHECK(f.made == 2);
}

TEST_CASE("no part of a key runs into the next") {
  CHECK(kept_key("m", {"ab", "c"}) != kept_key("m", {"a", "bc"}));
  CHECK(kept_key("m", {"a"}) != kept_key("m", {"a", ""}));
  CHECK(kept_key("m 1", {"a"}) != kept_key("m 2", {"a"}));
}

TEST_CASE("a damaged entry is made again") {
  Fixture f;
  f.ask("2026-11", "a");
  const std::string path = f.paths().at(0);
  for (const std::string& damage : {std::string(), std::string("half"), *f.disk.read(path) + "x"}) {
    REQUIRE(f.disk.write(path, damage));
    f.made = 0;
    CHECK(f.ask("2026-11", "a") == "a!");
    CHECK(f.made == 1);
  }
}

TEST_CASE("what was used last month moves to this one; what is older goes") {
  Fixture f;
  f.ask("2026-11", "a");
  f.ask("2026-11", "b");
  CHECK(f.ask("2026-12", "a") == "a!");
  CHECK(f.made == 2);
  CHECK(f.paths().size() == 2);
  CHECK(f.paths().at(1).starts_with("2026-12/"));
  f.ask("2027-01", "c");
  CHECK(f.paths().size() == 2);  // b is gone
  f.ask("2027-03", "c");
  CHECK(f.paths().size() == 1);
  CHECK(f.made == 4);
}

TEST_CASE("a folder that is no month's is left alone") {
  Fixture f;
  REQUIRE(f.disk.write("1999-x1/note", "1"));
  f.ask("2026-11", "a");
  CHECK(f.disk.is_file("1999-x1/note"));
}

TEST_CASE("the month before January is December") { CHECK(month_before("2026-01") == "2025-12"); }

TEST_CASE("a failure is handed on and not kept; one to write is told once, and nothing fails") {
  Fixture f;
  KeptFiles kept(&f.disk, "2026-11", "/site/.cache");
  const Digest key = kept_key("m", {});
  const auto fail = []() -> Result<std::string> {
    Diagnostic full;
    full.message = &messages::disk_full;
    return full;
  };
  CHECK_FALSE(kept.get_or_make(key, fail));
  CHECK(f.paths().empty());
  const std::string path = "2026-11/" + key.hex().substr(0, 2) + "/" + key.hex().substr(2);
  f.disk.fail_write(path, messages::disk_full);
  for (int i = 0; i < 2; ++i) {
    const auto made =
        kept.get_or_make(key, []() -> Result<std::string> { return std::string("x"); });
    REQUIRE(made);
    CHECK(*made == "x");
  }
  Report report;
  kept.tell(report);
  kept.tell(report);
  REQUIRE(report.sorted().size() == 1);
  CHECK(report.sorted()[0].message == &messages::not_kept);
  CHECK(report.sorted()[0].arguments == std::vector<std::string>{"/site/.cache"});
  CHECK_FALSE(report.has_errors());
}

TEST_CASE("without a disk nothing is kept") {
  KeptFiles kept(nullptr, "2026-11");
  int made = 0;
  for (int i = 0; i < 2; ++i)
    CHECK(*kept.get_or_make(kept_key("m", {}), [&]() -> Result<std::string> {
      ++made;
      return std::string("x");
    }) == "x");
  CHECK(made == 2);
}

TEST_CASE("over the limit the longest unused goes first, what this run used last") {
  Fixture f;
  f.ask("2026-10", "last month's");
  for (const char* part : {"used now", "older", "newer"}) f.ask("2026-11", part);
  const std::size_t all = 4 * f.disk.read(f.paths().at(0))->size();
  const auto made_again = [&](std::string_view part) {
    const int before = f.made;
    f.ask("2026-11", part);
    return f.made > before;
  };
  const auto tidy = [&](std::size_t limit, std::string_view added) {
    KeptFiles kept(&f.disk, "2026-11", "", limit);
    f.ask(kept, "used now");
    f.ask(kept, added);
    kept.tidy();
  };
  tidy(2 * all, "new 1");
  CHECK(f.paths().size() == 5);
  tidy(all, "new 2");  // Six for the room of four.
  CHECK(f.paths().size() == 4);
  CHECK_FALSE(made_again("used now"));
  CHECK_FALSE(made_again("new 1"));
  CHECK_FALSE(made_again("new 2"));
  CHECK_FALSE(made_again("newer"));
  CHECK(made_again("older"));
  CHECK(made_again("last month's"));
}

TEST_CASE("a build that keeps nothing new does not look through what is kept") {
  Fixture f;
  f.ask("2026-11", "a");
  KeptFiles kept(&f.disk, "2026-11", "", 0);
  f.ask(kept, "a");
  kept.tidy();
  CHECK(f.paths().size() == 1);
}
