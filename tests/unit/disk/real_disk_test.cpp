// The real disk alone: links, odd files, failing writes, leftovers.
#include "disk/real_disk.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/messages.h"
#include "disk/system_error.h"
#include "support/catch.h"
#include "unit/disk/temporary_folder.h"

using namespace minhbach;
namespace fs = std::filesystem;

namespace {

struct Fixture {
  TemporaryFolder outer;
  std::string site = outer.path + "/site";
  RealDisk disk{site};

  Fixture() { fs::create_directory(site); }
  void put(const std::string& path, const std::string& bytes) {
    fs::create_directories(fs::path(outer.path + "/" + path).parent_path());
    std::ofstream(outer.path + "/" + path, std::ios::binary) << bytes;
  }
  void link(const std::string& target, const std::string& path) {
    fs::create_symlink(target, site + "/" + path);
  }
  std::vector<std::string> list() {
    std::vector<std::string> out;
    problems.clear();
    for (const FileEntry& entry : disk.list("", problems)) out.push_back(entry.path);
    return out;
  }
  /// Names in a folder of the site, hidden ones too.
  std::size_t count_names(const std::string& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(site + "/" + folder), {}));
  }
  std::vector<Diagnostic> problems;
};

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("a link that stays inside is followed") {
  Fixture f;
  f.put("site/a/x", "1");
  f.link("a", "b");
  f.link("a/x", "y");
  CHECK(f.list() == Paths{"a/x", "b/x", "y"});
  CHECK(f.problems.empty());
  CHECK(*f.disk.read("y") == "1");
  CHECK(*f.disk.read("b/x") == "1");
  CHECK(f.disk.is_file("y"));
  CHECK(f.disk.is_folder("b"));
}

TEST_CASE("a link that leads out of the root is reported, and nothing is read or written there") {
  Fixture f;
  f.put("secret/x", "1");
  f.put("site-next/x", "1");  // A name that only starts like the root.
  f.link("../secret/x", "file");
  f.link(f.outer.path + "/secret", "folder");
  f.link("../site-next", "near");
  CHECK(f.list().empty());
  REQUIRE(f.problems.size() == 3);
  for (const Diagnostic& problem : f.problems) CHECK(problem.message == &messages::link_leads_out);

  CHECK(f.disk.read("file").error().message == &messages::link_leads_out);
  CHECK(f.disk.read("folder/x").error().message == &messages::link_leads_out);
  CHECK(f.disk.write("folder/y", "2").error().message == &messages::link_leads_out);
  CHECK(f.disk.remove("folder/x").error().message == &messages::link_leads_out);
  CHECK_FALSE(f.disk.is_file("folder/x"));
  CHECK_FALSE(f.disk.is_file("file"));
  CHECK_FALSE(f.disk.is_folder("near"));
  CHECK(fs::exists(f.outer.path + "/secret/x"));
  CHECK_FALSE(fs::exists(f.outer.path + "/secret/y"));
  f.problems.clear();
  CHECK(f.disk.list("folder", f.problems).empty());
  CHECK(f.problems.size() == 1);
}

TEST_CASE("writing replaces a link and leaves what it led to alone") {
  Fixture f;
  f.put("site/a", "same");
  f.put("outside", "same");
  f.link("a", "b");
  f.link("../outside", "c");
  CHECK(*f.disk.write("b", "same") == Written::replaced);
  CHECK(*f.disk.write("c", "new") == Written::replaced);
  CHECK_FALSE(fs::is_symlink(f.site + "/b"));
  CHECK(*f.disk.read("a") == "same");
  CHECK(fs::file_size(f.outer.path + "/outside") == 4);
}

TEST_CASE("broken links and links back are reported") {
  Fixture f;
  f.put("site/a/x", "1");
  f.link("nowhere", "broken");
  f.link("..", "a/up");
  f.link("self", "self");
  CHECK(f.list() == Paths{"a/x"});
  REQUIRE(f.problems.size() == 3);
  const auto found = [&](const Message& message) {
    return std::count_if(f.problems.begin(), f.problems.end(),
                         [&](const Diagnostic& d) { return d.message == &message; });
  };
  CHECK(found(messages::link_broken) == 1);
  CHECK(found(messages::link_loops) == 2);
  CHECK(f.disk.read("broken").error().message == &messages::link_broken);
  CHECK(f.disk.read("self").error().message == &messages::link_loops);
}

TEST_CASE("many folders are looked through on several threads, with the same outcome") {
  Fixture f;
  for (int i = 0; i < 20; ++i) {
    const std::string folder = "t" + std::to_string(i);
    for (const char* name : {"/a", "/b/c", "/d"}) f.put("site/" + folder + name, "1");
    f.link("..", folder + "/up");
    f.link("nowhere", folder + "/x-broken");
  }
  f.put("site/t1-between", "1");
  const Paths one = f.list();
  const std::vector<Diagnostic> said = f.problems;
  CHECK(one.size() == 61);
  CHECK(said.size() == 40);
  const RealDisk disk(f.site, default_file_limit, 4);
  for (int round = 0; round < 20; ++round) {
    std::vector<Diagnostic> problems;
    Paths paths;
    for (const FileEntry& entry : disk.list("", problems)) paths.push_back(entry.path);
    REQUIRE(paths == one);
    REQUIRE(problems.size() == said.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
      REQUIRE(problems[i].message == said[i].message);
      REQUIRE(problems[i].arguments == said[i].arguments);
    }
  }
}

TEST_CASE("a pipe in the tree is reported and does not stop the reader") {
  Fixture f;
  REQUIRE(::mkfifo((f.site + "/pipe").c_str(), 0600) == 0);
  CHECK(f.list().empty());
  REQUIRE(f.problems.size() == 1);
  CHECK(f.problems[0].message == &messages::not_a_regular_file);
  CHECK(f.disk.read("pipe").error().message == &messages::not_a_regular_file);
}

TEST_CASE("equal bytes leave the file untouched") {
  Fixture f;
  REQUIRE(f.disk.write("a", "1"));
  struct stat before {
  }, after{};
  REQUIRE(::stat((f.site + "/a").c_str(), &before) == 0);
  REQUIRE(f.disk.write("a", "1"));
  REQUIRE(::stat((f.site + "/a").c_str(), &after) == 0);
  CHECK(before.st_ino == after.st_ino);
  REQUIRE(f.disk.write("a", "2"));
  REQUIRE(::stat((f.site + "/a").c_str(), &after) == 0);
  CHECK(before.st_ino != after.st_ino);
}

TEST_CASE("a write that fails half way keeps the old file and leaves no leftover") {
  Fixture f;
  REQUIRE(f.disk.write("a/page", "old"));
  // A limit on file size gives a short write and then an error, as a full disk does.
  struct rlimit limit {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
  const struct rlimit small = {1000, limit.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const Result<Written> done = f.disk.write("a/page", std::string(5000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, handler);
  REQUIRE_FALSE(done);
  CHECK(done.error().message == &messages::file_unwritable);
  CHECK(*f.disk.read("a/page") == "old");
  CHECK(f.count_names("a") == 1);
}

TEST_CASE("leftovers of a killed run are not listed and do not stop a write") {
  Fixture f;
  f.put(fmt::format("site/a/.minhbach-{}-0", ::getpid()), "half");
  CHECK(f.list().empty());
  REQUIRE(f.disk.write("a/x", "1"));
  CHECK(f.list() == Paths{"a/x"});
}

TEST_CASE("leftovers of killed runs are removed, and nothing else") {
  const TemporaryFolder folder;
  RealDisk disk(folder.path);
  const std::string gone = ".minhbach-999999999-0";  // No process has this number.
  const std::string alive = ".minhbach-" + std::to_string(::getpid()) + "-0";
  for (const std::string& name :
       {gone, alive, std::string(".minhbach-x-1"), std::string("trang")}) {
    REQUIRE(disk.write("a/b/" + name, "x"));
  }
  std::filesystem::create_directory_symlink(folder.path + "/a/b", folder.path + "/link");
  disk.remove_leftovers();
  CHECK_FALSE(disk.is_present("a/b/" + gone));
  CHECK(disk.is_present("a/b/" + alive));
  CHECK(disk.is_present("a/b/.minhbach-x-1"));
  CHECK(disk.is_present("a/b/trang"));
}

TEST_CASE("a listed file has a stamp once it is old enough, and another one when it was changed") {
  const TemporaryFolder folder;
  RealDisk disk(folder.path);
  REQUIRE(disk.write("a", "x"));
  std::vector<Diagnostic> problems;
  // Within a tick of the file system's clock it may still change unseen.
  CHECK_FALSE(disk.list("", problems)[0].stamp);
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  const FileStamp before = disk.list("", problems)[0].stamp;
  REQUIRE(before);
  CHECK(disk.list("", problems)[0].stamp == before);
  // The time of its bytes can be set back; the time at which that was done cannot.
  std::filesystem::last_write_time(
      folder.path + "/a", std::filesystem::file_time_type::clock::now() - std::chrono::hours(24));
  CHECK_FALSE(disk.list("", problems)[0].stamp);
}

TEST_CASE("a file that cannot be opened is reported with the folder that is in the way") {
  // As root no permission is denied, so a name that is too long stands for "cannot be opened".
  Fixture f;
  const std::string name(300, 'n');
  CHECK(f.disk.read(name).error().message == &messages::file_unreadable);
  CHECK(f.disk.write(name, "x").error().message == &messages::file_unwritable);
}

TEST_CASE("permissions are respected when there are any") {
  if (::geteuid() == 0) {
    WARN("skipped: nothing is forbidden to root");
    return;
  }
  Fixture f;
  f.put("site/a/x", "1");
  fs::permissions(f.site + "/a/x", fs::perms::none);
  CHECK(f.disk.read("a/x").error().message == &messages::read_forbidden);
  fs::permissions(f.site + "/a", fs::perms::owner_read | fs::perms::owner_exec);
  CHECK(f.disk.write("a/y", "1").error().message == &messages::write_forbidden);
  fs::permissions(f.site + "/a", fs::perms::owner_all);
}

TEST_CASE("system errors become messages that say what to do") {
  CHECK(write_problem(ENOSPC, "a").message == &messages::disk_full);
  CHECK(write_problem(EDQUOT, "a").message == &messages::disk_full);
  CHECK(write_problem(EROFS, "a").message == &messages::disk_read_only);
  CHECK(write_problem(EACCES, "a").message == &messages::write_forbidden);
  CHECK(write_problem(EIO, "a").message == &messages::file_unwritable);
  CHECK(write_problem(EIO, "a").what(Language::en).find("error") != std::string::npos);
  CHECK(read_problem(EACCES, "a").message == &messages::read_forbidden);
  CHECK(read_problem(ESTALE, "a").message == &messages::file_vanished);
  CHECK(read_problem(EIO, "a").message == &messages::file_unreadable);
}

TEST_CASE("the root and the folders above it are made at the first write") {
  TemporaryFolder outer;
  RealDisk disk(outer.path + "/x/y/out");
  std::vector<Diagnostic> problems;
  CHECK(disk.list("", problems).empty());
  CHECK(problems.empty());
  CHECK_FALSE(disk.is_folder(""));
  REQUIRE(disk.write("a", "1"));
  CHECK(disk.is_folder(""));
}

TEST_CASE("folders taken away by somebody else are made again") {
  Fixture f;
  REQUIRE(f.disk.write("a/b/x", "1"));
  fs::remove_all(f.site);
  REQUIRE(f.disk.write("a/b/x", "1"));
  CHECK(f.list() == Paths{"a/b/x"});
}

TEST_CASE("a held file keeps its bytes while it is replaced, and while something is added to it") {
  Fixture f;
  REQUIRE(f.disk.write("a", "một"));
  const Result<HeldBytes> held = f.disk.hold("a");
  REQUIRE(held);
  CHECK(held->bytes == "một");
  REQUIRE(f.disk.append("a", " hai"));
  CHECK(held->bytes == "một");
  REQUIRE(f.disk.write("a", "khác hẳn"));
  CHECK(held->bytes == "một");
  REQUIRE(f.disk.write("b", ""));
  CHECK(f.disk.hold("b")->bytes.empty());
  CHECK(f.disk.hold("c").error().message == &messages::file_missing);
}
