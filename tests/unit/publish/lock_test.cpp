// Whose a place is while it is changed: a lock is respected, taken over by one alone, and lost.
#include "publish/lock.h"

#include <unistd.h>

#include "publish_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

struct LockFixture : PublishFixture {
  std::string file() const { return place.address + "/" + std::string(lock_path); }
  std::string temporary_files() const {
    return place.address + "/" + std::string(temporary_folder) + "/x";
  }
  void leave(const Lock& lock) const { write(file(), to_bytes(lock)); }
  Lock there() const { return read_lock(read(file())); }
};

}  // namespace

TEST_CASE("a process of another count, or that cannot be seen, counts as alive") {
  Lock lock = new_lock(0);
  CHECK(!is_left_behind(lock));
  lock.started += 1;  // Another one has its number now.
  CHECK(is_left_behind(lock));
  const Lock other = [&] {
    Lock out = lock;
    out.machine = out.machine.substr(0, out.machine.find(' ')) + " pid:[1]";
    return out;
  }();
  CHECK(!is_left_behind(other));
  lock.machine = lock.machine.substr(0, lock.machine.find(' '));
  CHECK(!is_left_behind(lock));

  Lock gone = new_lock(0);
  gone.process = 0x3fffffff;  // More than there can be.
  CHECK(is_left_behind(gone));
  Lock first = new_lock(0);
  first.process = 1;  // Whatever of it can be seen: it lives, and began at another time.
  first.started = -5;
  CHECK(is_left_behind(first));
}

TEST_CASE("what a lock says is read back, the folders of all unfinished releases too") {
  Lock lock = new_lock(7);
  lock.folders = {"ban/2", "ban/3"};
  lock.paths = {"a", "b c"};
  const Lock same = read_lock(to_bytes(lock));
  CHECK(same.folders == lock.folders);
  CHECK(same.paths == lock.paths);
  CHECK(same.machine == lock.machine);
  CHECK(to_bytes(same) == to_bytes(lock));
}

TEST_CASE("two that take over the same lock at once: who wrote last has it, the other stops") {
  LockFixture site;
  site.publish();
  Lock lock = new_lock(site.orders.time);
  lock.process = abandoned;
  site.leave(lock);
  site.write_page("index.html", "<p>2</p>");
  Lock other = new_lock(site.orders.time);
  other.owner = "ai-do@may-khac";
  other.machine = "elsewhere";
  site.orders.wait = [&](unsigned) { site.leave(other); };
  CHECK(!site.publish().is_done);
  CHECK(site.codes == Codes{"MB1421"});
  CHECK(site.web("index.html") == "<p>một</p>");
  CHECK(site.there().id == other.id);
  CHECK(site.there().process == other.process);  // And not given up for them.
}

TEST_CASE("a lock that is broken while a run goes on ends that run before it switches or deletes") {
  for (const bool releases : {false, true}) {
    LockFixture site;
    site.place.has_releases = releases;
    const std::string at = releases ? "hien-tai/" : "";
    site.publish();
    const std::string manifest = site.web(std::string(manifest_path));
    site.write_page("index.html", "<p>2</p>");
    site.remove_page("lien-he/index.html");
    Lock other = new_lock(site.orders.time);
    other.owner = "ai-do@may-khac";
    site.orders.tell = [&](const Progress&) {
      site.leave(other);
      std::system("sleep 3.1");
    };
    CHECK(!site.publish().is_done);
    CHECK(site.codes == Codes{"MB1463"});
    CHECK(site.there().id == other.id);
    CHECK(site.there().process == other.process);
    CHECK(site.web(std::string(manifest_path)) == manifest);
    CHECK(site.web(at + "lien-he/index.html") == "<p>hai</p>");
    if (releases) CHECK(site.web(at + "index.html") == "<p>một</p>");
  }
}

TEST_CASE("a run that fails gives its lock up, and names what it had begun") {
  LockFixture site;
  site.publish();
  Lock before = new_lock(site.orders.time);
  before.process = abandoned;
  before.paths = {"lien-he/index.html"};
  site.leave(before);
  site.write_page("index.html", "<p>2</p>");
  std::filesystem::create_directories(site.place.address + "/index.html.d");
  std::filesystem::remove(site.place.address + "/index.html");
  std::filesystem::create_directories(site.place.address + "/index.html/x");  // Cannot be replaced.
  CHECK(!site.publish().is_done);
  CHECK(site.there().process == abandoned);
  CHECK(site.there().id != before.id);
  CHECK(site.there().paths == Codes{"index.html", "lien-he/index.html"});
}

TEST_CASE("whoever can be told to end is told of the lock before it is put") {
  LockFixture site;
  std::vector<std::string> held;
  site.orders.hold = [&](const Lock& lock) {
    held.push_back(lock.id);
    CHECK(!std::filesystem::exists(site.file()));
  };
  site.publish();
  CHECK(held.size() == 1);

  Lock lock = new_lock(site.orders.time);
  site.leave(lock);
  const auto target = folder_target(site.place.address, 1);
  Lock another = new_lock(site.orders.time);
  give_up_lock(*target, another);
  CHECK(site.there().process == getpid());
  give_up_lock(*target, lock);
  CHECK(site.there().process == abandoned);
}
