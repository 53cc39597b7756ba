// `--nhan`: what is at a place is believed, and what its manifest says of owner and history too.
#include <set>

#include "publish/lock.h"
#include "publish_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

namespace fs = std::filesystem;

std::string manifest_of(const PublishFixture& site) {
  return site.place.address + "/" + std::string(manifest_path);
}
Codes releases_of(const PublishFixture& site) {
  std::set<std::string> out;
  for (const auto& one : fs::directory_iterator(site.place.address + "/ban"))
    out.insert(one.path().filename());
  return {out.begin(), out.end()};
}

}  // namespace

TEST_CASE("adopting holds to the guards of a manifest that can be read") {
  PublishFixture site;
  site.publish();
  site.orders.adopt = true;
  site.built -= 1;
  site.write_page("index.html", "<p>cũ</p>");
  site.publish();
  CHECK(site.codes == Codes{"MB1427"});
  site.built += 1;

  Report report;
  SiteFiles other = site.site(report);
  other.portal = "huyen";
  const auto target = folder_target(site.place.address, 1);
  publish_site(other, site.place, *target, site.orders, report);
  REQUIRE(report.sorted().size() == 1);
  CHECK(report.sorted().front().message->code == "MB1426");
  CHECK(site.web("index.html") == "<p>một</p>");
}

TEST_CASE("adopting mends what was changed by hand, keeps versions, and drops no bytes of theirs") {
  for (const bool releases : {false, true}) {
    PublishFixture site;
    site.place.has_releases = releases;
    const std::string at = releases ? "hien-tai/" : "";
    site.publish();
    site.write_page("index.html", "<p>2</p>");
    site.publish();
    site.write_page("lien-he/index.html", "<p>ba</p>");
    site.publish();
    const std::string folder = site.place.address + "/" + at;
    fs::remove(folder + "index.html");
    site.write(folder + "index.html", "<p>X</p>");  // Of the same size.
    fs::remove(folder + "tai-nguyen/a.11.css");
    site.orders.adopt = true;
    const Outcome outcome = site.publish();
    CHECK(site.codes == Codes{});
    CHECK(outcome.sent == 2);
    CHECK(site.web(at + "index.html") == "<p>2</p>");
    CHECK(site.web(at + "tai-nguyen/a.11.css") == "a");
    CHECK(outcome.plan.next.number == 4);
    CHECK(outcome.plan.next.earlier.size() == 3);
    site.orders.adopt = false;
    site.roll_back(3);
    CHECK(site.codes == Codes{});
    CHECK(site.web(at + "index.html") == "<p>một</p>");
    CHECK(site.web(at + "lien-he/index.html") == "<p>hai</p>");
  }
}

TEST_CASE("adopting releases without their manifest sends what differs, and leaves none behind") {
  PublishFixture site;
  site.place.has_releases = true;
  site.publish();
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  site.write(manifest_of(site), site.read(manifest_of(site)) + "x");
  site.write(site.place.address + "/ban/ghi-chu/index.html", "?");
  site.write_page("index.html", "<p>3</p>");
  site.publish();
  CHECK(site.codes == Codes{"MB1424"});
  site.orders.adopt = true;
  CHECK(site.publish().sent == 1);
  CHECK(site.codes == Codes{});
  CHECK(releases_of(site) == Codes{"3", "ghi-chu"});
  CHECK(site.web("hien-tai/index.html") == "<p>3</p>");
  CHECK(site.web("hien-tai/lien-he/index.html") == "<p>hai</p>");

  // Without any manifest, such folders may be somebody's.
  fs::remove(manifest_of(site));
  CHECK(site.publish().sent == 0);
  CHECK(site.codes == Codes{});
  CHECK(releases_of(site) == Codes{"3", "4", "ghi-chu"});
}

TEST_CASE("who publishes while a place is looked at for adopting is seen") {
  PublishFixture site;
  site.publish();
  site.write_page("index.html", "<p>2</p>");
  site.orders.adopt = true;
  bool is_first = true;
  site.orders.hold = [&](const Lock&) {  // Just before the lock is put.
    if (!std::exchange(is_first, false)) return;
    PublishFixture other;
    other.place = site.place;
    other.built = site.built + 1;
    other.write_page("index.html", "<p>3</p>");
    other.publish();
    CHECK(other.codes == Codes{});
  };
  site.publish();
  CHECK(site.codes == Codes{"MB1427"});
  CHECK(site.web("index.html") == "<p>3</p>");
  CHECK(!fs::exists(site.place.address + "/" + std::string(lock_path)));
}
