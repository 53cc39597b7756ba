// The manifest as it is written and read, and what is made of two of them.
#include "publish/manifest.h"

#include "publish/address.h"
#include "publish/lock.h"
#include "publish/plan.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

Manifest sample() {
  Manifest out;
  out.portal = "luc-nam@xuc-tien";
  out.number = 7;
  out.time = 1'800'000'000;
  out.built = 1'799'999'999'123'456'789;
  out.folder = "ban/7";
  out.files = {{"a b/'tên'\t1.html", 5, sha256("a")}, {"index.html", 0, sha256("")}};
  out.retired = {{{"tai-nguyen/x.css", 9, sha256("x")}, 20'000}};
  out.unsure = {{"tai-nguyen/y.css", 20'001}};
  out.left_out = {{".htaccess", 4, sha256("h")}};
  out.can_lock = false;
  out.earlier = {{6, 1, 2, "ban/6", {{"index.html", 3, sha256("b")}}, {"a b/'tên'\t1.html"}},
                 {5, 1, 2, "", {}, {}}};
  return out;
}

SiteFiles site_of(std::vector<Entry> entries) {
  SiteFiles out;
  out.entries = std::move(entries);
  out.stamps.resize(out.entries.size());
  return out;
}

using Paths = std::vector<std::string>;

Paths put(const Plan& plan, Stage stage) {
  Paths out;
  for (const std::size_t i : plan.puts[static_cast<std::size_t>(stage)])
    out.push_back(plan.next.files[i].path);
  return out;
}

}  // namespace

TEST_CASE("a manifest is read as it was written") {
  const std::string bytes = to_bytes(sample());
  const auto read = read_manifest(bytes);
  REQUIRE(read);
  CHECK(to_bytes(*read) == bytes);
  CHECK(read->files == sample().files);
  CHECK(read->left_out == sample().left_out);
  CHECK(read->folder == "ban/7");
  CHECK(read->can_lock == false);
  REQUIRE(read->unsure.size() == 1);
  CHECK(read->unsure[0].path == "tai-nguyen/y.css");
  CHECK(read->unsure[0].since == 20'001);
  CHECK(read->earlier.at(0).absent == sample().earlier.at(0).absent);
  CHECK(read->earlier.at(1).folder.empty());
}

TEST_CASE("a manifest that is cut short anywhere, or has one letter changed, is none") {
  const std::string bytes = to_bytes(sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    CHECK(!read_manifest(bytes.substr(0, i)));
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK(!read_manifest(changed));
  }
}

TEST_CASE("a manifest that leads out of the place is none, though its sum is right") {
  for (const char* path : {"../x", "/etc/x", "a/../../x", ""}) {
    Manifest manifest = sample();
    manifest.files = {{path, 1, sha256("a")}};
    CHECK(!read_manifest(to_bytes(manifest)));
    manifest = sample();
    manifest.earlier.at(0).absent = {path};
    CHECK(!read_manifest(to_bytes(manifest)));
    manifest = sample();
    manifest.left_out = {{path, 1, sha256("a")}};
    CHECK(!read_manifest(to_bytes(manifest)));
  }
  Manifest manifest = sample();
  manifest.folder = "../..";
  CHECK(!read_manifest(to_bytes(manifest)));
}

TEST_CASE("each file has its stage, and a compressed copy that of its file") {
  CHECK(stage_of("tai-nguyen/css/a.12.css", true) == Stage::assets);
  CHECK(stage_of("tep/a.pdf", true) == Stage::assets);
  CHECK(stage_of("tep/a.pdf", false) == Stage::changed_files);
  CHECK(stage_of("a/index.html", true) == Stage::new_pages);
  CHECK(stage_of("a/index.html.br", true) == Stage::new_pages);
  CHECK(stage_of("a/index.html.gz", false) == Stage::changed_files);
  for (const char* path : {"atom.xml", "a/feed.json", "sitemap.xml", "sitemap-2.xml", "robots.txt",
                           "tieu-de.json", "a/danh-sach.json", "_headers"}) {
    CHECK(stage_of(path, true) == Stage::indexes);
    CHECK(stage_of(path, false) == Stage::indexes);
  }
}

TEST_CASE("what a place must not have is put again only when it is another") {
  Manifest there;
  there.number = 1;
  there.left_out = {{".htaccess", 1, sha256("h")}};
  Plan plan = make_plan(there, site_of({{".htaccess", 1, sha256("h")}}), 30, 5, 100, {});
  CHECK(plan.is_empty());
  CHECK(plan.put_count() == 0);
  CHECK(plan.next.left_out == there.left_out);
  plan = make_plan(there, site_of({{".htaccess", 1, sha256("H")}}), 30, 5, 100, {});
  CHECK(put(plan, Stage::rules) == Paths{".htaccess"});
  CHECK(plan.next.left_out.empty());
}

TEST_CASE("a plan holds what differs and what is in doubt") {
  Manifest there;
  there.number = 1;
  there.files = {{"cu.html", 1, sha256("c")},
                 {"giu.html", 1, sha256("g")},
                 {"sua.html", 1, sha256("s")},
                 {"tai-nguyen/cu.css", 1, sha256("t")}};
  there.retired = {{{"tai-nguyen/lai.css", 1, sha256("l")}, 1}};
  const SiteFiles site = site_of({{"giu.html", 1, sha256("g")},
                                  {"moi.html", 1, sha256("m")},
                                  {"sua.html", 1, sha256("S")},
                                  {"tai-nguyen/lai.css", 1, sha256("l")},
                                  {"tai-nguyen/moi.css", 1, sha256("n")}});
  Plan plan = make_plan(there, site, 30, 5, 100, {});
  CHECK(put(plan, Stage::assets) == Paths{"tai-nguyen/moi.css"});  // The other is there still.
  CHECK(put(plan, Stage::new_pages) == Paths{"moi.html"});
  CHECK(put(plan, Stage::changed_files) == Paths{"sua.html"});
  CHECK(plan.deletions == Paths{"cu.html"});
  CHECK(plan.gone == Paths{"cu.html", "tai-nguyen/cu.css"});
  REQUIRE(plan.next.retired.size() == 1);
  CHECK(plan.next.retired[0].entry.path == "tai-nguyen/cu.css");
  CHECK(plan.next.retired[0].since == 100);

  plan = make_plan(there, site, 30, 5, 100, {"giu.html", "la.html", "tai-nguyen/lai.css"});
  CHECK(put(plan, Stage::new_pages) == Paths{"giu.html", "moi.html"});  // It may be torn.
  CHECK(put(plan, Stage::changed_files) == Paths{"sua.html"});
  CHECK(put(plan, Stage::assets) == Paths{"tai-nguyen/lai.css", "tai-nguyen/moi.css"});
  CHECK(plan.deletions == Paths{"cu.html", "la.html"});
}

TEST_CASE(
    "assets of a run that was cut off stay for those who read its pages, and are not believed") {
  const std::string mine = "tai-nguyen/a.css", retired = "tai-nguyen/b.css",
                    cut = "tai-nguyen/c.css";
  Manifest there;
  there.number = 1;
  there.files = {{mine, 1, sha256("a")}};
  there.retired = {{{retired, 1, sha256("b")}, 90}};
  const auto paths_of = [](const std::vector<Unsure>& all) {
    Paths out;
    for (const Unsure& one : all) out.push_back(one.path);
    return out;
  };
  Plan plan = make_plan(there, site_of({}), 30, 0, 100, {"cat.html", mine, retired, cut});
  CHECK(plan.deletions == Paths{"cat.html"});
  CHECK(plan.next.retired.empty());
  REQUIRE(paths_of(plan.next.unsure) == Paths{mine, retired, cut});
  CHECK(std::ranges::all_of(plan.next.unsure, [](const Unsure& one) { return one.since == 100; }));

  there = plan.next;
  there.number = 2;
  plan = make_plan(there, site_of({{cut, 1, sha256("c")}}), 30, 0, 129, {});
  CHECK(put(plan, Stage::assets) == Paths{cut});
  CHECK(plan.deletions.empty());
  REQUIRE(paths_of(plan.next.unsure) == Paths{mine, retired});
  CHECK(plan.next.unsure[0].since == 100);

  // A run that was cut off just now may have made use of it again.
  plan = make_plan(there, site_of({{cut, 1, sha256("c")}}), 30, 0, 130, {mine});
  CHECK(plan.deletions == Paths{retired});
  REQUIRE(paths_of(plan.next.unsure) == Paths{mine});
  CHECK(plan.next.unsure[0].since == 130);
}

TEST_CASE("a lock says all, and what was cut off in the middle says what it can") {
  Lock lock = new_lock(5);
  lock.paths = {"a b.html", "c.html"};
  lock.folders = {"ban/3"};
  const std::string bytes = to_bytes(lock);
  const Lock read = read_lock(bytes);
  CHECK(read.id == lock.id);
  CHECK(read.paths == lock.paths);
  CHECK(read.folders == lock.folders);
  CHECK(!is_left_behind(read));  // This process lives.
  CHECK(read_lock(bytes.substr(0, bytes.size() - 3)).paths == Paths{"a b.html"});
  lock.started += 1;  // Another process of that number.
  CHECK(is_left_behind(lock));
  lock.machine = "another";
  CHECK(!is_left_behind(lock));
  lock.process = abandoned;
  CHECK(is_left_behind(lock));
  CHECK(read_lock("sua ../../etc/passwd\n").paths.empty());
}

TEST_CASE("addresses are taken apart; what a program could take for an option is refused") {
  const auto plain = parse_address("sftp://ddci@may-chu.example:2222/srv/www/", "sftp");
  REQUIRE(plain);
  CHECK(plain->user == "ddci");
  CHECK(plain->host == "may-chu.example");
  CHECK(plain->port == "2222");
  CHECK(plain->path == "/srv/www");
  CHECK(parse_address("sftp://[::1]:22/x", "sftp")->host == "::1");
  CHECK(parse_address("sftp://h/~/www", "sftp")->path == "www");
  CHECK(parse_address("sftp://h/~", "sftp")->path == ".");
  for (const char* wrong :
       {"sftp://h", "ftp://h/x", "sftp://u:p@h/x", "sftp://-oX/x", "sftp://-u@h/x", "sftp://h:x/x",
        "sftp://h h/x", "sftp:///x", "sftp://h/x\ny"})
    CHECK(!parse_address(wrong, "sftp"));
}
