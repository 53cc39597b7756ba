// What every disk promises: one set of tests, run against the real one and the one in memory.
#include <atomic>
#include <memory>
#include <thread>

#include "base/parallel.h"
#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "disk/real_disk.h"
#include "support/catch.h"
#include "unit/disk/temporary_folder.h"

using namespace minhbach;
using Paths = std::vector<std::string>;

namespace {

struct AnyDisk {
  std::unique_ptr<TemporaryFolder> folder;
  std::unique_ptr<Disk> disk;
};

AnyDisk make_disk(std::string_view kind, std::uint64_t limit = default_file_limit) {
  if (kind == "memory") return {nullptr, std::make_unique<MemoryDisk>(limit)};
  auto folder = std::make_unique<TemporaryFolder>();
  auto disk = std::make_unique<RealDisk>(folder->path + "/site/", limit);
  return {std::move(folder), std::move(disk)};
}

Paths listed(const Disk& disk, std::string_view folder = "") {
  std::vector<Diagnostic> problems;
  Paths out;
  for (const FileEntry& entry : disk.list(folder, problems)) out.push_back(entry.path);
  CHECK(problems.empty());
  return out;
}

Written write(Disk& disk, std::string_view path, std::string_view bytes) {
  const Result<Written> done = disk.write(path, bytes);
  REQUIRE(done);
  return *done;
}

}  // namespace

TEST_CASE("a disk gives back the bytes written, and says what a write did") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  const std::string bytes("a\0\r\n\xFF", 5);
  CHECK(write(disk, "trang/một.html", bytes) == Written::created);
  CHECK(*disk.read("trang/một.html") == bytes);
  CHECK(write(disk, "trang/một.html", bytes) == Written::unchanged);
  CHECK(write(disk, "trang/một.html", "other") == Written::replaced);
  CHECK(write(disk, "trang/một.html", "OTHER") == Written::replaced);
  CHECK(*disk.read("trang/một.html") == "OTHER");
  CHECK(write(disk, "empty", "") == Written::created);
  CHECK(write(disk, "empty", "") == Written::unchanged);
  CHECK(disk.read("empty")->empty());
}

TEST_CASE("a missing file is an error, never an empty string") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  write(*any.disk, "a", "1");
  for (const char* path : {"b", "no/such/folder", "a/b"}) {
    const Result<std::string> read = any.disk->read(path);
    REQUIRE_FALSE(read);
    CHECK(read.error().message == &messages::file_missing);
    CHECK(read.error().place.file == path);
    CHECK_FALSE(any.disk->is_file(path));
  }
  CHECK(read_listed(*any.disk, "b").error().message == &messages::file_vanished);
  CHECK(*read_listed(*any.disk, "a") == "1");
}

TEST_CASE("files and folders are told apart") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  write(disk, "a/b/c", "1");
  CHECK(disk.is_file("a/b/c"));
  CHECK_FALSE(disk.is_folder("a/b/c"));
  CHECK(disk.is_folder("a/b"));
  CHECK(disk.is_folder(""));
  CHECK_FALSE(disk.is_file("a"));
  CHECK_FALSE(disk.is_folder("x"));
  CHECK(disk.read("a/b").error().message == &messages::folder_in_the_way);
}

TEST_CASE("a listing is complete, sorted by bytes, and without hidden names") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  for (const char* path : {"a/z", "a.md", "a/b/c", "a-b", "Đ", "b/.hidden", "b/x", ".git/config",
                           "b/.minhbach-1-1", "ab"}) {
    write(disk, path, "12");
  }
  CHECK(listed(disk) == Paths{"a-b", "a.md", "a/b/c", "a/z", "ab", "b/x", "Đ"});
  CHECK(listed(disk, "a") == Paths{"a/b/c", "a/z"});
  CHECK(listed(disk, "none").empty());
  CHECK(listed(disk, "a.md").empty());
  std::vector<Diagnostic> problems;
  CHECK(disk.list("a/b", problems)[0].size == 2);
}

TEST_CASE("folders lists the names of direct sub-folders, sorted, without hidden ones") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  CHECK(disk.folders("").empty());
  for (const char* path : {"site/luc-nam/portal.json", "site/luc-nam/public/a/b", "site/a/x",
                           "site/a-b/x", "site/readme.md", "site/.old/x", "content/x"}) {
    write(disk, path, "1");
  }
  CHECK(disk.folders("") == Paths{"content", "site"});
  CHECK(disk.folders("site") == Paths{"a", "a-b", "luc-nam"});
  CHECK(disk.folders("site/a").empty());
  CHECK(disk.folders("site/readme.md").empty());
  CHECK(disk.folders("none").empty());
  CHECK(disk.folders("../site").empty());
}

TEST_CASE("removing a file removes the folders it leaves empty, and no more") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  write(disk, "a/b/c/d", "1");
  write(disk, "a/x", "1");
  CHECK(disk.remove("a/b/c/d"));
  CHECK_FALSE(disk.is_folder("a/b"));
  CHECK(disk.is_file("a/x"));
  CHECK(disk.remove("a/b/c/d"));
  CHECK(disk.remove("never/was"));
  CHECK(write(disk, "a/b/c/d", "2") == Written::created);
  CHECK(listed(disk) == Paths{"a/b/c/d", "a/x"});
}

TEST_CASE("a file where a folder is needed, and the reverse, is said") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  write(disk, "a", "1");
  write(disk, "d/x", "1");
  CHECK(disk.write("a/b", "2").error().message == &messages::file_in_the_way);
  CHECK(disk.write("a/b/c", "2").error().message == &messages::file_in_the_way);
  CHECK(disk.write("d", "2").error().message == &messages::folder_in_the_way);
  CHECK(disk.remove("d").error().message == &messages::folder_in_the_way);
  CHECK(listed(disk) == Paths{"a", "d/x"});
  CHECK(*disk.read("a") == "1");
}

TEST_CASE("bytes are added at the end of a file, which begins with the first of them") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  REQUIRE(disk.append("a/b", "một"));
  REQUIRE(disk.append("a/b", ""));
  REQUIRE(disk.append("a/b", " hai"));
  CHECK(*disk.read("a/b") == "một hai");
  CHECK_FALSE(disk.append("a", "x"));
  CHECK_FALSE(disk.append("../b", "x"));
  CHECK(disk.is_present("a/b"));
  CHECK_FALSE(disk.is_present("a/c"));
}

TEST_CASE("paths that lead out of the root are refused") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  for (const char* path : {"../a", "/etc/passwd", "a/../../b", "./a", "a//b", "a/"}) {
    INFO(path);
    CHECK(disk.read(path).error().message == &messages::path_leads_out);
    CHECK(disk.write(path, "x").error().message == &messages::path_leads_out);
    CHECK(disk.remove(path).error().message == &messages::path_leads_out);
    CHECK_FALSE(disk.is_file(path));
    CHECK_FALSE(disk.is_folder(path));
  }
  CHECK_FALSE(disk.write("", "x"));
}

TEST_CASE("a file over the limit is not read") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"), 2 * 1024 * 1024);
  write(*any.disk, "big", std::string(2 * 1024 * 1024 + 1, 'x'));
  write(*any.disk, "fits", std::string(2 * 1024 * 1024, 'x'));
  const Result<std::string> read = any.disk->read("big");
  REQUIRE_FALSE(read);
  CHECK(read.error().what(Language::en) == "the file has 3 MB, more than the limit of 2 MB");
  CHECK(any.disk->read("fits"));
}

TEST_CASE("several threads may write and remove in the same folders") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  std::atomic<int> failed = 0;
  parallel_for(400, 4, [&](std::size_t i, unsigned) {
    const std::string path = fmt::format("a/{}/x{}", i % 5, i);
    if (!disk.write(path, path)) ++failed;
    if (i % 2 == 0 && !disk.remove(path)) ++failed;
  });
  CHECK(failed == 0);
  CHECK(listed(disk).size() == 200);
}

TEST_CASE("a reader never sees half a file") {
  const AnyDisk any = make_disk(GENERATE("real", "memory"));
  Disk& disk = *any.disk;
  const std::string one(200'000, '1'), two(200'000, '2');
  write(disk, "a/page", one);
  std::atomic<bool> stop = false;
  std::atomic<int> torn = 0;
  std::thread reader([&] {
    while (!stop) {
      const Result<std::string> read = disk.read("a/page");
      if (!read || (*read != one && *read != two)) ++torn;
    }
  });
  for (int i = 0; i < 200; ++i) write(disk, "a/page", i % 2 == 0 ? two : one);
  stop = true;
  reader.join();
  CHECK(torn == 0);
}
