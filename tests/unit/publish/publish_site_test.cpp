// Publishing to a folder from the first time to going back, and what it refuses.
#include "publish/publish_site.h"

#include <sys/stat.h>

#include "publish/lock.h"
#include "publish_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

namespace fs = std::filesystem;

std::size_t count_files(const std::string& folder) {
  std::size_t out = 0;
  if (!fs::exists(folder)) return 0;
  for (const auto& one : fs::recursive_directory_iterator(folder)) out += one.is_regular_file();
  return out;
}

}  // namespace

TEST_CASE("the first time all is sent, then only what differs, then nothing") {
  PublishFixture site;
  CHECK(site.publish().sent == 3);
  CHECK(site.web("lien-he/index.html") == "<p>hai</p>");
  CHECK(site.publish().sent == 0);

  site.write_page("index.html", "<p>ba</p>");
  site.write_page("moi/index.html", "<p>mới</p>");
  const Outcome outcome = site.publish();
  CHECK(outcome.sent == 2);
  CHECK(outcome.plan.added == Codes{"moi/index.html"});
  CHECK(outcome.plan.changed == Codes{"index.html"});
  CHECK(site.web("index.html") == "<p>ba</p>");
  CHECK(site.codes == Codes{});
  CHECK(count_files(site.place.address + "/.minhbach/xuat-ban/tam") == 0);
  CHECK(!fs::exists(site.place.address + "/.minhbach/xuat-ban/khoa"));
}

TEST_CASE("a page that is gone is deleted, with the folder that it leaves empty") {
  PublishFixture site;
  site.publish();
  site.remove_page("lien-he/index.html");
  CHECK(site.publish().plan.gone == Codes{"lien-he/index.html"});
  CHECK(!fs::exists(site.place.address + "/lien-he"));
}

TEST_CASE("an asset that nobody names stays for its days, and as long as a version needs it") {
  PublishFixture site;
  site.place.kept_asset_days = 30;
  site.place.kept_versions = 1;
  site.publish();
  site.remove_page("tai-nguyen/a.11.css");
  site.publish();
  CHECK(site.web("tai-nguyen/a.11.css") == "a");

  site.orders.time += 29 * 86400;
  site.write_page("index.html", "<p>29</p>");
  site.publish();
  CHECK(site.web("tai-nguyen/a.11.css") == "a");
  site.orders.time += 86400;
  site.publish();
  CHECK(site.web("tai-nguyen/a.11.css") == "(none)");
}

TEST_CASE("a dry run changes nothing and says what it would do") {
  PublishFixture site;
  site.orders.dry_run = true;
  const Outcome outcome = site.publish();
  CHECK(outcome.plan.added.size() == 3);
  CHECK(!outcome.is_done);
  CHECK(count_files(site.place.address) == 0);
}

TEST_CASE("many deletions have to be asked for") {
  PublishFixture site;
  for (int i = 0; i < 20; ++i)
    site.write_page("bai/" + std::to_string(i) + "/index.html", std::to_string(i));
  site.publish();
  for (int i = 0; i < 10; ++i) site.remove_page("bai/" + std::to_string(i) + "/index.html");
  site.place.most_deletions = 9;
  site.publish();
  CHECK(site.codes == Codes{"MB1429"});
  CHECK(site.web("bai/3/index.html") == "3");
  site.orders.allowed.deletions = 9;
  site.publish();
  CHECK(site.codes == Codes{"MB1429"});
  site.orders.allowed.deletions = 10;
  site.publish();
  CHECK(site.codes == Codes{});
  CHECK(site.web("bai/3/index.html") == "(none)");

  site.orders.allowed.deletions = 0;
  site.place.most_deletions = 1000;
  site.place.most_deleted_share = 20;
  for (int i = 10; i < 13; ++i) site.remove_page("bai/" + std::to_string(i) + "/index.html");
  site.publish();
  CHECK(site.codes == Codes{"MB1429"});
}

TEST_CASE("an older build, another portal's place and made-up pages on a live one are refused") {
  PublishFixture site;
  site.publish();
  site.built -= 1;
  site.write_page("index.html", "<p>cũ</p>");
  site.publish();
  CHECK(site.codes == Codes{"MB1427"});
  site.orders.allowed.older = true;
  site.publish();
  CHECK(site.codes == Codes{});
  CHECK(site.web("index.html") == "<p>cũ</p>");

  PublishFixture live;
  live.place.is_live = true;
  live.publish();
  CHECK(live.codes == Codes{});
  live.write(live.root + "/public/" + std::string(illustrations_path), "/thu-tuc/vi-du/\n");
  live.write_page("index.html", "<p>khác</p>");
  live.publish();
  CHECK(live.codes == Codes{"MB1428"});
  CHECK(live.web("index.html") == "<p>một</p>");

  Report report;
  SiteFiles other = live.site(report);
  other.portal = "huyen";
  other.made_up.clear();
  const auto target = folder_target(live.place.address, 1);
  publish_site(other, live.place, *target, live.orders, report);
  REQUIRE(report.sorted().size() == 1);
  CHECK(report.sorted().front().message->code == "MB1426");
  Report again;
  live.orders.adopt = true;  // That is for what nobody has said, and no way around.
  publish_site(other, live.place, *target, live.orders, again);
  REQUIRE(again.sorted().size() == 1);
  CHECK(again.sorted().front().message->code == "MB1426");
}

TEST_CASE("a place with foreign files is left alone until it is adopted") {
  PublishFixture site;
  site.write(site.place.address + "/index.html", "<p>một</p>");
  site.write(site.place.address + "/lien-he/index.html", "<p>HAI</p>");
  site.write(site.place.address + "/cua-ai.html", "?");
  site.publish();
  CHECK(site.codes == Codes{"MB1425"});
  site.orders.adopt = true;
  const Outcome outcome = site.publish();
  CHECK(site.codes == Codes{});
  CHECK(outcome.sent == 2);  // Not the page that was there with these very bytes.
  CHECK(site.web("lien-he/index.html") == "<p>hai</p>");
  CHECK(site.web("cua-ai.html") == "?");
  site.orders.adopt = false;
  CHECK(site.publish().sent == 0);
}

TEST_CASE("a manifest that is cut short or changed is not believed") {
  PublishFixture site;
  site.publish();
  const std::string manifest = site.place.address + "/" + std::string(manifest_path);
  const std::string bytes = site.read(manifest);
  const std::string local = LocalCopy(site.root + "/public", site.place).file();
  const auto damaged = {
      bytes.substr(0, bytes.size() / 2), std::string(),
      bytes.substr(0, bytes.size() - 2) + (bytes.ends_with("0\n") ? "1\n" : "0\n"), "x" + bytes};
  for (const std::string& one : damaged) {
    site.write(manifest, one);
    site.write(local, bytes);
    site.publish();
    // Who knows what it was needs no more than its end.
    CHECK(site.codes == (one.ends_with(bytes) ? Codes{} : Codes{"MB1424"}));
    std::filesystem::remove(local);
    site.publish();
    CHECK(site.codes == Codes{"MB1424"});
  }
  site.write(site.place.address + "/index.html", "<p>sửa</p>");
  site.orders.adopt = true;
  CHECK(site.publish().sent == 1);
  CHECK(site.web("index.html") == "<p>một</p>");
  CHECK(site.codes == Codes{});
}

TEST_CASE(
    "what a create() left that was cut off is swept up by the next run that changes something") {
  PublishFixture site;
  site.publish();
  const std::string left = site.place.address + "/" + std::string(temporary_folder) + "/cu-1";
  site.write(left, "minhbach khoa 1");
  site.publish();
  CHECK(std::filesystem::exists(left));
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  CHECK(site.codes == Codes{});
  CHECK(!std::filesystem::exists(left));
}

TEST_CASE("a lock of somebody who lives is respected, and one that is broken is taken over") {
  PublishFixture site;
  site.publish();
  Lock lock = new_lock(site.orders.time - 65);
  lock.machine = "another machine";
  lock.owner = "ci@may-khac";
  lock.paths = {"index.html", "nua-chung/index.html"};
  const std::string file = site.place.address + "/" + std::string(lock_path);
  site.write(file, to_bytes(lock));
  site.write(site.place.address + "/index.html", "<p>tor");
  site.write(site.place.address + "/nua-chung/index.html", "?");
  site.write(site.place.address + "/.minhbach/xuat-ban/tam/cu-1", "?");

  site.write_page("lien-he/index.html", "<p>bốn</p>");
  site.publish();
  CHECK(site.codes == Codes{"MB1421"});
  CHECK(site.web("index.html") == "<p>tor");

  site.orders.break_lock = true;
  site.publish();
  CHECK(site.codes == Codes{});
  CHECK(site.web("index.html") == "<p>một</p>");
  CHECK(site.web("nua-chung/index.html") == "(none)");
  CHECK(site.web("lien-he/index.html") == "<p>bốn</p>");
  CHECK(count_files(site.place.address + "/.minhbach/xuat-ban/tam") == 0);
  CHECK(!fs::exists(file));
}

TEST_CASE("a run that was cut off is mended even when nothing else is to be done") {
  PublishFixture site;
  site.publish();
  Lock lock = new_lock(site.orders.time);
  lock.process = abandoned;
  lock.paths = {"index.html"};
  site.write(site.place.address + "/" + std::string(lock_path), to_bytes(lock));
  site.write(site.place.address + "/index.html", "half");
  site.publish();
  CHECK(site.codes == Codes{});
  CHECK(site.web("index.html") == "<p>một</p>");
}

TEST_CASE("what a place holds can be taken back to earlier versions, and forward again") {
  for (const bool releases : {false, true}) {
    PublishFixture site;
    site.place.has_releases = releases;
    const std::string at = releases ? "hien-tai/" : "";
    site.publish();
    site.write_page("index.html", "<p>2</p>");
    site.write_page("moi/index.html", "<p>mới</p>");
    site.remove_page("lien-he/index.html");
    site.publish();
    site.write_page("index.html", "<p>3</p>");
    site.remove_page("tai-nguyen/a.11.css");
    site.write_page("tai-nguyen/b.22.css", "b");
    site.publish();

    site.roll_back(2);
    CHECK(site.codes == Codes{});
    CHECK(site.web(at + "index.html") == "<p>một</p>");
    CHECK(site.web(at + "lien-he/index.html") == "<p>hai</p>");
    CHECK(site.web(at + "moi/index.html") == "(none)");
    CHECK(site.web(at + "tai-nguyen/a.11.css") == "a");
    CHECK(site.web(at + "tai-nguyen/b.22.css") == "b");  // Pages in caches name it still.
    site.roll_back(1);
    CHECK(site.codes == Codes{});
    CHECK(site.web(at + "index.html") == "<p>3</p>");
    CHECK(site.web(at + "lien-he/index.html") == "(none)");
    CHECK(site.web(at + "moi/index.html") == "<p>mới</p>");
    CHECK(site.publish().sent == 0);
    site.roll_back(9);
    CHECK(site.codes == Codes{"MB1430"});
  }
}

TEST_CASE("an earlier version that somebody has changed is not gone back to") {
  PublishFixture site;
  site.publish();
  site.write_page("index.html", "<p>2</p>");
  site.publish();
  for (const auto& one : fs::directory_iterator(site.place.address + "/.minhbach/xuat-ban/luu"))
    site.write(one.path(), "changed");
  site.roll_back(1);
  CHECK(site.codes == Codes{"MB1431"});
  CHECK(site.web("index.html") == "<p>2</p>");
}

TEST_CASE("only so many versions are kept, in place and as releases") {
  for (const bool releases : {false, true}) {
    PublishFixture site;
    site.place.has_releases = releases;
    site.place.kept_versions = 2;
    for (int i = 0; i < 6; ++i) {
      site.write_page("index.html", std::to_string(i));
      site.publish();
      CHECK(site.codes == Codes{});
    }
    if (releases) {
      CHECK(std::distance(fs::directory_iterator(site.place.address + "/ban"), {}) == 3);
      CHECK(fs::read_symlink(site.place.address + "/hien-tai") == "ban/6");
    } else {
      CHECK(count_files(site.place.address + "/.minhbach/xuat-ban/luu") == 2);
    }
  }
}

TEST_CASE("a file that changes after it was looked at is not sent") {
  PublishFixture site;
  site.publish();
  site.write_page("index.html", "<p>2</p>");
  Report report;
  const SiteFiles looked = site.site(report);
  site.write_page("index.html", "<p>3</p>");
  const auto target = folder_target(site.place.address, 1);
  publish_site(looked, site.place, *target, site.orders, report);
  REQUIRE(report.sorted().size() == 1);
  CHECK(report.sorted().front().message->code == "MB1411");
  CHECK(site.web("index.html") == "<p>một</p>");
  CHECK(site.publish().sent == 1);  // And that run left word of what it had begun.
  CHECK(site.codes == Codes{});
}

TEST_CASE("digests are remembered: a second look reads no file") {
  PublishFixture site;
  Report report;
  CHECK(site.site(report).hashed == 3);
  // A file younger than two seconds may change again unseen.
  CHECK(site.site(report).hashed == 3);
  for (const std::string& path : site.paths) {
    fs::last_write_time(site.root + "/public/" + path,
                        fs::file_time_type::clock::now() - std::chrono::hours(1));
  }
  std::system("sleep 2.1");
  site.site(report);
  CHECK(site.site(report).hashed == 0);
  site.write_page("index.html", "<p>x</p>");
  CHECK(site.site(report).hashed == 1);
}

TEST_CASE("a folder is made readable to the web server's account, and by a dry run not at all") {
  PublishFixture site;
  site.orders.dry_run = true;
  site.publish();
  CHECK(!fs::exists(site.place.address));

  site.orders.dry_run = false;
  const mode_t before = umask(077);
  site.publish();
  umask(before);
  const auto everybody = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
  CHECK((fs::status(site.place.address + "/lien-he/index.html").permissions() & everybody) ==
        everybody);
  CHECK((fs::status(site.place.address + "/lien-he").permissions() & fs::perms::others_exec) !=
        fs::perms::none);
  CHECK((fs::status(site.place.address).permissions() & fs::perms::others_exec) != fs::perms::none);
}
