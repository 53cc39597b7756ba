// How often a place is asked, and what a run does when the manifest is not what it thought.
#include "publish/run.h"

#include "publish/failures.h"
#include "publish/messages.h"

#include "publish_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

namespace fs = std::filesystem;

/// Hands everything on, and notes it: "read ke-khai".
class NotedTarget : public Target {
 public:
  NotedTarget(Target& inner, std::vector<std::string>& notes) : inner_(inner), notes_(notes) {}

  Result<Done> open() override { return inner_.open(); }
  Capabilities capabilities() const override { return inner_.capabilities(); }
  Result<std::optional<std::string>> read(std::string_view path) override {
    note("read", path);
    return inner_.read(path);
  }
  Result<std::optional<std::string>> read_end(std::string_view path, std::size_t size) override {
    note("end of", path);
    if (refuses_ends) return failure(messages::place_refused, {});
    return inner_.read_end(path, size);
  }
  Result<Done> write(std::string_view path, std::string_view bytes) override {
    note("write", path);
    return inner_.write(path, bytes);
  }
  Result<bool> create(std::string_view path, std::string_view bytes) override {
    note("create", path);
    if (before_create) before_create();
    return inner_.create(path, bytes);
  }
  std::optional<std::int64_t> lock_age() override { return inner_.lock_age(); }
  Failures put(std::span<const Upload> files, const OnDone& done) override {
    for (const Upload& each : files) note("put", each.to);
    return inner_.put(files, done);
  }
  Failures copy(std::span<const Copy> files, const OnDone& done) override {
    for (const Copy& each : files) note("copy", each.from);
    return inner_.copy(files, done);
  }
  Failures remove(std::span<const std::string> paths) override {
    Failures failures;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      note("remove", paths[i]);
      if (!kept.empty() && paths[i].ends_with(kept))
        failures.push_back({i, failure(messages::place_forbids, {paths[i], "", ""}), false});
      else
        (void)inner_.remove(paths.subspan(i, 1));
    }
    return failures;
  }
  void remove_empty_folders(std::span<const std::string> paths) override {
    inner_.remove_empty_folders(paths);
  }
  Result<std::vector<Listed>> list(std::string_view folder) override {
    note("list", folder);
    return inner_.list(folder);
  }
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override {
    return inner_.digests(paths, take);
  }
  Result<Done> switch_to(std::string_view folder) override { return inner_.switch_to(folder); }
  void assume_folders(std::vector<std::string> folders) override {
    inner_.assume_folders(std::move(folders));
  }

  bool find_leftovers() override { return inner_.find_leftovers(); }
  void assume_lock(bool can_lock) override {
    notes_.push_back(can_lock ? "can lock" : "cannot lock");
    inner_.assume_lock(can_lock);
  }

  std::function<void()> before_create;
  bool refuses_ends = false;
  std::string kept;  ///< What cannot be removed ends in this.

 private:
  void note(const char* what, std::string_view path) {
    notes_.push_back(std::string(what) + " " + std::string(path.substr(path.rfind('/') + 1)));
  }

  Target& inner_;
  std::vector<std::string>& notes_;
};

struct NotedFixture : PublishFixture {
  std::vector<std::string> notes;
  std::function<void()> before_create;
  bool refuses_ends = false;
  std::string kept;

  NotedFixture() {
    // Asking costs something there: of a folder of this machine the lock is looked at always.
    place.kind = PlaceKind::webdav;
  }
  Outcome publish() {
    notes.clear();
    Report report;
    const auto inner = folder_target(place.address, 2);
    NotedTarget target(*inner, notes);
    target.before_create = before_create;
    target.refuses_ends = refuses_ends;
    target.kept = kept;
    const Outcome out = publish_site(site(report), place, target, orders, report);
    note(report);
    return out;
  }
  std::string local_copy() const { return LocalCopy(root + "/public", place).file(); }
};

}  // namespace

TEST_CASE("nothing changed is one question; one page is five besides the page's own") {
  NotedFixture site;
  site.publish();
  CHECK(site.publish().is_done);
  CHECK(site.notes == Codes{"end of ke-khai"});

  site.write_page("index.html", "<p>2</p>");
  CHECK(site.publish().sent == 1);
  CHECK(site.notes == Codes{"can lock", "create khoa", "end of ke-khai", "copy index.html",
                            "put index.html", "write ke-khai", "remove khoa"});
  CHECK(site.publish().is_done);
  CHECK(site.notes == Codes{"end of ke-khai"});
}

TEST_CASE("a server that gives no end of a file gives all of it") {
  NotedFixture site;
  site.publish();
  site.refuses_ends = true;
  CHECK(site.publish().is_done);
  CHECK(site.notes == Codes{"end of ke-khai", "read ke-khai"});
  site.write_page("index.html", "<p>2</p>");
  CHECK(site.publish().sent == 1);
  CHECK(site.codes == Codes{});
}

TEST_CASE("a copy of one address is none of another") {
  NotedFixture site;
  site.publish();
  site.place.address += "-moi";
  CHECK(site.publish().sent > 0);
  CHECK(site.codes == Codes{});
  CHECK(std::find(site.notes.begin(), site.notes.end(), "can lock") == site.notes.end());
}

TEST_CASE("without a local copy the place is asked first, also for a lock; then there is one") {
  NotedFixture site;
  site.publish();
  fs::remove(site.local_copy());
  CHECK(site.publish().is_done);
  CHECK(site.notes == Codes{"read ke-khai", "read khoa"});
  CHECK(site.publish().is_done);
  CHECK(site.notes == Codes{"end of ke-khai"});
}

TEST_CASE("a local copy that is wrong costs questions, and nothing else") {
  NotedFixture site;
  site.publish();
  const std::string first = site.read(site.local_copy());
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  site.write_page("lien-he/index.html", "<p>3</p>");
  for (const std::string& wrong : {first, first.substr(0, first.size() / 2), std::string("x")}) {
    site.write(site.local_copy(), wrong);
    site.write_page("lien-he/index.html", "<p>" + std::to_string(wrong.size()) + "</p>");
    CHECK(site.publish().sent == 1);
    CHECK(site.codes == Codes{});
    CHECK(site.web("index.html") == "<p>2</p>");
  }
  // The site is what the copy says, and the place is not.
  site.write_page("index.html", "<p>một</p>");
  site.write_page("lien-he/index.html", "<p>hai</p>");
  site.write(site.local_copy(), first);
  CHECK(site.publish().sent == 2);
  CHECK(site.web("index.html") == "<p>một</p>");
}

TEST_CASE("who published between our look and our lock is not overwritten unseen") {
  NotedFixture site;
  site.publish();
  site.write_page("index.html", "<p>2</p>");
  const auto publish_elsewhere = [&](std::int64_t built) {
    PublishFixture other;
    other.place = site.place;
    other.built = built;
    other.write_page("moi/index.html", "<p>mới</p>");
    other.publish();
    REQUIRE(other.codes == Codes{});
  };
  // A newer build: ours is older now.
  site.before_create = [&] { publish_elsewhere(site.built + 1); };
  site.publish();
  CHECK(site.codes == Codes{"MB1427"});
  CHECK(site.web("moi/index.html") == "<p>mới</p>");
  CHECK(!fs::exists(site.place.address + "/" + std::string(lock_path)));
  // And one as old as ours is what ours is compared with.
  site.before_create = {};
  site.built += 1;
  const Outcome outcome = site.publish();
  CHECK(site.codes == Codes{});
  CHECK(outcome.plan.gone == Codes{"moi/index.html"});
  CHECK(outcome.plan.changed == Codes{"index.html"});
}

TEST_CASE("a run of this machine that was cut off is looked for even when nothing has changed") {
  NotedFixture site;
  site.publish();
  Lock lock = new_lock(site.orders.time);
  lock.process = abandoned;
  lock.paths = {"index.html"};
  site.write(site.place.address + "/" + std::string(lock_path), to_bytes(lock));
  site.write(site.place.address + "/index.html", "half");
  site.write(site.root + "/public/.minhbach/da-gui-chinh", "minhbach da-gui 2 " + lock.id + "\n");
  site.publish();
  CHECK(site.codes == Codes{});
  CHECK(site.web("index.html") == "<p>một</p>");
  site.publish();
  CHECK(site.notes == Codes{"end of ke-khai"});
}

TEST_CASE("what leads to pages is deleted before them, and what they refer to after them") {
  NotedFixture site;
  for (const char* path : {"cu/anh.png", "cu/atom.xml", "cu/index.html"})
    site.write_page(path, "x");
  site.publish();
  for (const char* path : {"cu/anh.png", "cu/atom.xml", "cu/index.html"}) site.remove_page(path);
  SECTION("a page that cannot be deleted keeps what it refers to") {
    site.kept = "cu/index.html";
    site.publish();
    CHECK(site.codes.size() == 1);
    CHECK(site.web("cu/index.html") == "x");
    CHECK(site.web("cu/anh.png") == "x");
    CHECK(!fs::exists(site.place.address + "/cu/atom.xml"));
    site.kept.clear();
    site.write_page("moi/index.html", "x");
    site.publish();
    CHECK(!fs::exists(site.place.address + "/cu"));
    return;
  }
  site.publish();
  std::erase_if(site.notes, [](const std::string& note) { return !note.starts_with("remove"); });
  CHECK(site.notes ==
        Codes{"remove atom.xml", "remove index.html", "remove anh.png", "remove khoa"});
}

TEST_CASE("an asset of a run that was cut off goes when its days are over") {
  constexpr std::int64_t days = 86400;
  const std::string asset = "tai-nguyen/anh/cat.33.svg";
  PublishFixture site;
  const auto unsure = [&] {
    const auto manifest = read_manifest(site.web(std::string(manifest_path)));
    REQUIRE(manifest);
    return manifest->unsure.size();
  };
  site.publish();
  Lock lock = new_lock(site.orders.time);
  lock.process = abandoned;
  lock.paths = {asset};
  PublishFixture::write(site.place.address + "/" + std::string(lock_path), to_bytes(lock));
  PublishFixture::write(site.place.address + "/" + asset, "half");
  site.publish();
  CHECK(site.web(asset) == "half");
  CHECK(unsure() == 1);
  site.orders.time += 29 * days;
  site.publish();
  CHECK(site.web(asset) == "half");
  SECTION("in place") {
    site.orders.time += days;
    site.publish();
    CHECK(!fs::exists(site.place.address + "/tai-nguyen/anh"));
    CHECK(fs::exists(site.place.address + "/tai-nguyen/a.11.css"));
  }
  SECTION("releases have none") {
    site.place.has_releases = true;
    site.publish();
    CHECK(!fs::exists(site.place.address + "/hien-tai/" + asset));
  }
  CHECK(unsure() == 0);
  CHECK(site.codes == Codes{});
}

TEST_CASE("a lock that names nobody is passed over when it is old, and said") {
  PublishFixture site;
  site.publish();
  const std::string file = site.place.address + "/" + std::string(lock_path);
  site.write(file, "");
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  CHECK(site.codes == Codes{"MB1460"});
  CHECK(site.web("index.html") == "<p>một</p>");
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::minutes(9));
  site.publish();
  CHECK(site.codes == Codes{"MB1460"});
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::minutes(11));
  site.publish();
  CHECK(site.codes == Codes{"MB1461"});
  CHECK(site.web("index.html") == "<p>2</p>");
  CHECK(!fs::exists(file));

  site.write(file, "");
  site.write_page("index.html", "<p>3</p>");
  site.orders.break_lock = true;
  site.publish();
  CHECK(site.codes == Codes{});
}

TEST_CASE("what was refused under a lock that was taken over leaves it written down") {
  PublishFixture site;
  site.publish();
  Lock lock = new_lock(site.orders.time);
  lock.process = abandoned;
  lock.paths = {"index.html"};
  const std::string file = site.place.address + "/" + std::string(lock_path);
  site.write(file, to_bytes(lock));
  site.write(site.place.address + "/" + std::string(manifest_path), "x");
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  CHECK(site.codes == Codes{"MB1424"});
  CHECK(read_lock(site.read(file)).paths == Codes{"index.html"});
  CHECK(is_left_behind(read_lock(site.read(file))));
}

TEST_CASE("files that may be torn are mended before anything else changes") {
  Manifest there;
  there.number = 1;
  SiteFiles site;
  for (const char* path : {"a/index.html", "b/index.html", "c/index.html", "tai-nguyen/z.1.css"}) {
    there.files.push_back({path, 1, sha256(path)});
    site.entries.push_back({path, 1, sha256(path)});
  }
  site.entries[0].digest = sha256("other");
  site.entries.insert(site.entries.begin(), {"a.html", 1, sha256("new")});
  const Plan plan = make_plan(there, site, 30, 5, 0, {"c/index.html", "tai-nguyen/z.1.css"});
  CHECK(plan.puts[static_cast<int>(Stage::assets)] == std::vector<std::size_t>{4});
  CHECK(plan.puts[static_cast<int>(Stage::new_pages)] == std::vector<std::size_t>{3, 0});
  CHECK(plan.puts[static_cast<int>(Stage::changed_files)] == std::vector<std::size_t>{1});
}
