// What the watcher notices, on a real folder.
#include "serve/watcher.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "serve/messages.h"
#include "support/catch.h"
#include "unit/disk/temporary_folder.h"

using namespace minhbach;
using namespace minhbach::serve;
namespace fs = std::filesystem;

namespace {

using Paths = std::set<std::string>;

/// A site's root with the four folders.
struct WatchedSite : TemporaryFolder {
  WatchedSite() {
    for (const char* folder : {"content/xa/tin", "data/xa", "site/xa/public", "site/types",
                               "themes/nho/node_modules/a", "build", ".git"}) {
      fs::create_directories(path + "/" + folder);
    }
  }
  std::string at(const std::string& file) const { return path + "/" + file; }
  void write(const std::string& file, const std::string& text = "x") const {
    std::ofstream(at(file)) << text;
  }
};

/// All that comes until the system has been quiet for a while; it tells at once, so nothing is
/// lost.
Changes changes_of(Watcher& watcher) {
  Changes all;
  for (pollfd wait{watcher.descriptor(), POLLIN, 0}; poll(&wait, 1, 50) == 1;) {
    Changes more = watcher.take();
    all.paths.merge(more.paths);
    all.unknown = all.unknown || more.unknown;
  }
  return all;
}

}  // namespace

TEST_CASE("a file that is written, renamed into place or removed is noticed") {
  const WatchedSite site;
  Watcher watcher(site.path);
  CHECK_FALSE(changes_of(watcher).any());
  site.write("content/xa/tin/a.md");
  CHECK(changes_of(watcher).paths == Paths{"content/xa/tin/a.md"});
  // As editors save: the new text beside it, then over it.
  site.write("content/xa/tin/.a.md.swp");
  fs::rename(site.at("content/xa/tin/.a.md.swp"), site.at("content/xa/tin/a.md"));
  CHECK(changes_of(watcher).paths == Paths{"content/xa/tin/a.md"});
  fs::remove(site.at("content/xa/tin/a.md"));
  CHECK(changes_of(watcher).paths == Paths{"content/xa/tin/a.md"});
  site.write("site/xa/portal.json");
  site.write("site/types/a.schema.json");
  site.write("data/xa/b.csv");
  site.write("themes/nho/c.html");
  CHECK(changes_of(watcher).paths.size() == 4);
}

TEST_CASE("a file is told of when it has been written, not while") {
  const WatchedSite site;
  Watcher watcher(site.path);
  std::ofstream out(site.at("data/xa/large.csv"));
  out << "half" << std::flush;
  CHECK_FALSE(changes_of(watcher).any());
  out.close();
  CHECK(changes_of(watcher).paths == Paths{"data/xa/large.csv"});
}

TEST_CASE("a file that becomes readable, or is linked into place, is noticed") {
  const WatchedSite site;
  site.write("data/xa/a.csv");
  site.write("build/b.csv");
  Watcher watcher(site.path);
  chmod(site.at("data/xa/a.csv").c_str(), 0600);
  CHECK(changes_of(watcher).paths == Paths{"data/xa/a.csv"});
  fs::create_hard_link(site.at("build/b.csv"), site.at("data/xa/b.csv"));
  CHECK(changes_of(watcher).paths.contains("data/xa/b.csv"));
  fs::create_symlink(site.at("data/xa/a.csv"), site.at("data/xa/c.csv"));
  CHECK(changes_of(watcher).paths == Paths{"data/xa/c.csv"});
}

TEST_CASE(
    "new folders are watched, whole trees that move in too, and those that move out no more") {
  const WatchedSite site;
  Watcher watcher(site.path);
  const std::size_t before = watcher.folders();
  fs::create_directories(site.at("content/xa/moi/sau/hon"));
  CHECK(changes_of(watcher).paths.contains("content/xa/moi"));
  site.write("content/xa/moi/sau/hon/a.md");
  CHECK(changes_of(watcher).paths.contains("content/xa/moi/sau/hon/a.md"));
  CHECK(watcher.folders() == before + 3);

  fs::rename(site.at("content/xa/moi"), site.at("build/moi"));
  CHECK(changes_of(watcher).paths == Paths{"content/xa/moi"});
  CHECK(watcher.folders() == before);
  site.write("build/moi/sau/hon/a.md", "unseen");
  CHECK_FALSE(changes_of(watcher).any());

  fs::rename(site.at("build/moi"), site.at("data/moi"));
  CHECK(changes_of(watcher).paths == Paths{"data/moi"});
  site.write("data/moi/sau/hon/a.md", "seen");
  CHECK(changes_of(watcher).paths == Paths{"data/moi/sau/hon/a.md"});

  fs::rename(site.at("data/moi"), site.at("data/khac"));
  CHECK(changes_of(watcher).paths == Paths{"data/moi", "data/khac"});
  site.write("data/khac/sau/hon/a.md", "under its new name");
  CHECK(changes_of(watcher).paths == Paths{"data/khac/sau/hon/a.md"});

  fs::remove_all(site.at("data/khac"));
  CHECK(changes_of(watcher).paths.contains("data/khac"));
  CHECK(watcher.folders() == before);
  fs::create_directories(site.at("data/khac"));
  changes_of(watcher);
  site.write("data/khac/b.csv");
  CHECK(changes_of(watcher).paths == Paths{"data/khac/b.csv"});
}

TEST_CASE("one of the four folders may come and go") {
  const WatchedSite site;
  fs::remove_all(site.at("data"));
  Watcher watcher(site.path);
  fs::create_directories(site.at("data/xa"));
  CHECK(changes_of(watcher).paths.contains("data"));
  site.write("data/xa/a.csv");
  CHECK(changes_of(watcher).paths == Paths{"data/xa/a.csv"});
  fs::remove_all(site.at("data"));
  CHECK(changes_of(watcher).paths.contains("data"));
}

TEST_CASE("what builds do not read is not noticed") {
  const WatchedSite site;
  Watcher watcher(site.path);
  site.write("README.md");
  site.write("build/a");
  site.write(".git/index");
  site.write("content/xa/.a.md.swp");
  site.write("site/xa/public/index.html");
  fs::create_directories(site.at("site/xa/public/a/b"));
  fs::remove_all(site.at("site/xa/public"));
  site.write("themes/nho/node_modules/a/b.js");
  CHECK_FALSE(changes_of(watcher).any());
  // A folder of that name elsewhere is an ordinary one.
  fs::create_directories(site.at("content/xa/public"));
  CHECK(changes_of(watcher).paths == Paths{"content/xa/public"});
}

TEST_CASE("links to folders inside are followed, loops end, links out are left alone") {
  const WatchedSite site;
  const TemporaryFolder elsewhere;
  fs::create_directory_symlink(site.at("content"), site.at("content/xa/loop"));
  fs::create_directory_symlink(elsewhere.path, site.at("content/xa/out"));
  fs::create_directories(site.at("build/data"));
  fs::create_directory_symlink(site.at("build/data"), site.at("data/linked"));
  Watcher watcher(site.path);
  std::ofstream(elsewhere.path + "/a") << "x";
  CHECK_FALSE(changes_of(watcher).any());
  site.write("build/data/a.csv");
  CHECK(changes_of(watcher).paths == Paths{"data/linked/a.csv"});
  fs::create_directory_symlink(elsewhere.path, site.at("data/out"));
  CHECK(changes_of(watcher).paths == Paths{"data/out"});
  std::ofstream(elsewhere.path + "/b") << "x";
  CHECK_FALSE(changes_of(watcher).any());
}

TEST_CASE(
    "after more events than the system keeps, anything may have changed, and all is watched "
    "again") {
  const WatchedSite site;
  Watcher watcher(site.path);
  std::size_t limit = 16384;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> limit;
  if (limit > 200'000) {
    WARN("skipped: this system keeps too many events");
    return;
  }
  site.write("content/xa/a.md");
  site.write("content/xa/b.md");
  // Two files in turn, because the system joins equal events.
  for (std::size_t i = 0; i <= limit / 2 + 1; ++i) {
    chmod(site.at("content/xa/a.md").c_str(), 0600);
    chmod(site.at("content/xa/b.md").c_str(), 0600);
  }
  const std::size_t before = watcher.folders();
  fs::create_directories(site.at("content/xa/moi"));  // Told of by nothing.
  CHECK(changes_of(watcher).unknown);
  CHECK(watcher.folders() == before + 1);
  site.write("content/xa/moi/a.md");
  CHECK(changes_of(watcher).paths == Paths{"content/xa/moi/a.md"});
}

TEST_CASE("a folder that cannot be watched is told of once") {
  if (geteuid() == 0) {
    WARN("skipped: the administrator may read everything");
    return;
  }
  const WatchedSite site;
  chmod(site.at("data/xa").c_str(), 0);
  Watcher watcher(site.path);
  const std::vector<Diagnostic> problems = watcher.take_problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message == &messages::watch_failed);
  CHECK(problems[0].place.file == "data/xa");
  watcher.start_over();
  CHECK(watcher.take_problems().empty());
  chmod(site.at("data/xa").c_str(), 0700);
}
