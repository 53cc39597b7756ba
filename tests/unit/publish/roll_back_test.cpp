// Going back where the place, or a run that was cut off, has not left all as it should be.
#include "publish/lock.h"
#include "publish_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

namespace fs = std::filesystem;

void leave_lock(const PublishFixture& site, const std::vector<std::string>& paths) {
  Lock lock = new_lock(site.orders.time);
  lock.process = abandoned;
  lock.paths = paths;
  site.write(site.place.address + "/" + std::string(lock_path), to_bytes(lock));
}

}  // namespace

TEST_CASE("a release that is gone, or has lost a file, is not gone back to") {
  PublishFixture site;
  site.place.has_releases = true;
  site.publish();
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  for (const char* lost : {"/ban/1/index.html", "/ban/1"}) {
    fs::remove_all(site.place.address + lost);
    site.roll_back(1);
    CHECK(site.codes.front() == "MB1431");
    CHECK(fs::read_symlink(site.place.address + "/hien-tai") == "ban/2");
    CHECK(site.web("hien-tai/index.html") == "<p>2</p>");
    CHECK(!fs::exists(site.place.address + "/" + std::string(lock_path)));
  }
}

TEST_CASE("bytes of the version before are kept also by the run after one that was cut off") {
  PublishFixture site;
  site.publish();
  leave_lock(site, {"index.html", "lien-he/index.html"});
  site.write(site.place.address + "/lien-he/index.html", "<p>to");  // Torn, and its bytes not kept.
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  CHECK(site.codes == Codes{});
  CHECK(site.web("lien-he/index.html") == "<p>hai</p>");
  site.roll_back(1);
  CHECK(site.codes == Codes{});
  CHECK(site.web("index.html") == "<p>một</p>");
}

TEST_CASE("going back takes files that a run had only meant to change as they are") {
  PublishFixture site;
  site.publish();
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  leave_lock(site, {"lien-he/index.html"});
  site.roll_back(1);
  CHECK(site.codes == Codes{});
  CHECK(site.web("index.html") == "<p>một</p>");
  CHECK(site.web("lien-he/index.html") == "<p>hai</p>");

  leave_lock(site, {"lien-he/index.html"});
  site.write(site.place.address + "/lien-he/index.html", "<p>to");
  site.roll_back(1);
  CHECK(site.codes == Codes{"MB1431"});
  CHECK(site.web("index.html") == "<p>một</p>");
}

TEST_CASE("what somebody has removed at the place stops no run") {
  for (const bool releases : {false, true}) {
    PublishFixture site;
    site.place.has_releases = releases;
    const std::string at = releases ? "/hien-tai/" : "/";
    site.publish();
    site.write_page("index.html", "<p>2</p>");
    fs::remove(site.place.address + at + "index.html");
    if (releases) fs::remove(site.place.address + at + "lien-he/index.html");
    CHECK(site.publish().sent == (releases ? 2 : 1));
    CHECK(site.codes == Codes{});
    CHECK(site.web(at + "index.html") == "<p>2</p>");
    CHECK(site.web(at + "lien-he/index.html") == "<p>hai</p>");
  }
}
