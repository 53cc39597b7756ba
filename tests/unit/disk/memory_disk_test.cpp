// The disk in memory alone: failures on demand, and what it counts.
#include "disk/memory_disk.h"

#include "disk/messages.h"
#include "support/catch.h"

using namespace minhbach;

TEST_CASE("a path told to fail fails, and the rest goes on") {
  MemoryDisk disk;
  REQUIRE(disk.write("a", "1"));
  REQUIRE(disk.write("b", "1"));
  disk.fail_read("a", messages::file_vanished);
  disk.fail_write("b", messages::disk_full);
  CHECK(disk.read("a").error().message == &messages::file_vanished);
  CHECK(disk.write("b", "2").error().message == &messages::disk_full);
  CHECK(disk.remove("b").error().message == &messages::disk_full);
  CHECK(*disk.read("b") == "1");
  CHECK(disk.write("a", "2"));
}

TEST_CASE("a folder told to fail is reported by a listing and left out") {
  MemoryDisk disk;
  REQUIRE(disk.write("a/x", "1"));
  REQUIRE(disk.write("b/y", "1"));
  disk.fail_read("a", messages::read_forbidden);
  std::vector<Diagnostic> problems;
  const std::vector<FileEntry> files = disk.list("", problems);
  REQUIRE(files.size() == 1);
  CHECK(files[0].path == "b/y");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place.file == "a");
}

TEST_CASE("reads, writes and touched paths are counted") {
  MemoryDisk disk;
  REQUIRE(disk.write("a", "1"));
  REQUIRE(disk.write("b", "1"));
  REQUIRE(disk.write("b", "1"));
  REQUIRE(disk.read("a"));
  REQUIRE(disk.remove("a"));
  REQUIRE(disk.remove("never"));
  CHECK(disk.counts().reads == 1);
  CHECK(disk.counts().writes == 2);
  CHECK(disk.counts().unchanged == 1);
  CHECK(disk.counts().removals == 1);
  CHECK(disk.touched() == std::vector<std::string>{"a", "b"});
  disk.forget();
  REQUIRE(disk.write("b", "1"));
  CHECK(disk.touched().empty());
  CHECK(disk.counts().writes == 0);
}
