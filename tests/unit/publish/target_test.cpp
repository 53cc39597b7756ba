// The contract of a place, held against each kind: a folder always, others where a test offers a
// server for them.
#include "publish/target.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <set>
#include <thread>

#include "publish/address.h"
#include "publish/line_target.h"
#include "publish/lock.h"
#include "publish/open_target.h"
#include "publish_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

/// Which transport of SFTP is meant: a place is written the same way for both.
constexpr const char* by_libcurl = "-curl";

/// The environment names servers: tests/faults/publish_targets_test.py starts them.
std::vector<PublishPlace> offered(const std::string& root) {
  PublishPlace place;
  place.name = "thu";
  place.address = root;
  std::vector<PublishPlace> out{place};
  if (const char* address = std::getenv("MINHBACH_TEST_SFTP")) {
    place.kind = PlaceKind::sftp;
    place.address = address;
    place.host_key = std::getenv("MINHBACH_TEST_SFTP_HOST");
    place.key_file = std::getenv("MINHBACH_TEST_SFTP_KEY");
    out.push_back(place);
    place.name += by_libcurl;
    place.address += " libcurl";
    out.push_back(place);
    place.name = "thu";
  }
  if (const char* address = std::getenv("MINHBACH_TEST_WEBDAV")) {
    place.kind = PlaceKind::webdav;
    place.address = address;
    place.ca_file = std::getenv("MINHBACH_TEST_WEBDAV_CA");
    out.push_back(place);
  }
  if (const char* address = std::getenv("MINHBACH_TEST_FTPS")) {
    place.kind = PlaceKind::ftps;
    place.name = "ftps";
    place.address = address;
    place.ca_file = std::getenv("MINHBACH_TEST_FTPS_CA");
    out.push_back(place);
  }
  if (const char* address = std::getenv("MINHBACH_TEST_S3")) {
    place.kind = PlaceKind::s3;
    place.name = "s3";
    place.address = address;
    place.bucket = std::getenv("MINHBACH_TEST_S3_BUCKET");
    place.account = std::getenv("MINHBACH_TEST_S3_ACCOUNT");
    place.region = "us-east-1";
    out.push_back(place);
  }
  return out;
}

std::unique_ptr<Target> target_for(const PublishPlace& place, const std::string& root) {
  return place.name.ends_with(by_libcurl) ? curl_sftp_target(place) : target_of(place, root, 2);
}

struct Bench {
  PublishFixture files;
  std::unique_ptr<Target> target;
  std::string what;
  std::string folder;  ///< Where its files really are; "" in a store of its own.

  const PublishPlace place;

  explicit Bench(PublishPlace chosen)
      : what(chosen.address), folder(chosen.address), place(std::move(chosen)) {
    if (place.kind == PlaceKind::sftp) folder = parse_address(what, "sftp")->path;
    if (place.kind == PlaceKind::webdav) folder = std::getenv("MINHBACH_TEST_WEBDAV_FOLDER");
    if (place.kind == PlaceKind::ftps) folder = std::getenv("MINHBACH_TEST_FTPS_FOLDER");
    if (place.kind == PlaceKind::s3) folder.clear();
    target = target_for(place, files.root);
    const Result<Done> opened = target->open();
    INFO(what);
    REQUIRE(opened);
    clear();
  }
  ~Bench() { clear(); }

  void clear() {
    const auto listed = target->list("");
    // Some FTP servers list no names that begin with a dot.
    std::vector<std::string> paths{std::string(lock_path)};
    if (listed)
      for (const Listed& one : *listed) paths.push_back(one.path);
    target->remove(paths);
    std::set<std::string> folders;
    for (const std::string& path : paths) {
      for (std::string& above : folders_above(path)) folders.insert(std::move(above));
    }
    target->remove_empty_folders(std::vector<std::string>(folders.rbegin(), folders.rend()));
  }
  Upload upload(const std::string& to, const std::string& bytes) {
    const std::string from = files.root + "/gui/" + std::to_string(++number);
    files.write(from, bytes);
    Report report;
    const SiteFiles site =
        read_site_files(files.root + "/gui", "xa", {std::to_string(number)}, 1, report);
    return {to, from, bytes.size(), site.entries.at(0).digest, site.stamps.at(0)};
  }
  std::string read(const std::string& path) {
    const auto bytes = target->read(path);
    return bytes ? bytes->value_or("(none)") : "(error)";
  }
  std::map<std::string, std::uint64_t> listed(const std::string& below = "") {
    std::map<std::string, std::uint64_t> out;
    const auto all = target->list(below);
    REQUIRE(all);
    for (const Listed& one : *all) out[one.path] = one.size;
    return out;
  }
  int number = 0;
};

template <typename Test>
void for_each_target(Test test) {
  const std::string root =
      std::filesystem::temp_directory_path() / ("minhbach-target-" + std::to_string(getpid()));
  for (const PublishPlace& place : offered(root)) {
    Bench bench(place);
    INFO(bench.what);
    test(bench);
  }
  std::filesystem::remove_all(root);
}

}  // namespace

TEST_CASE("small files are written, read back and replaced") {
  for_each_target([](Bench& bench) {
    CHECK(bench.read("a/b") == "(none)");
    REQUIRE(bench.target->write("a/b", "một"));
    CHECK(bench.read("a/b") == "một");
    REQUIRE(bench.target->write("a/b", ""));
    CHECK(bench.read("a/b") == "");
    const std::string large(1'000'000, 'x');
    REQUIRE(bench.target->write("a/b", large));
    CHECK(bench.read("a/b") == large);
  });
}

TEST_CASE("the end of a small file is read alone") {
  for_each_target([](Bench& bench) {
    const auto end = [&](const char* path) {
      const auto bytes = bench.target->read_end(path, 4);
      return bytes ? bytes->value_or("(none)") : "(error)";
    };
    CHECK(end("a/b") == "(none)");
    REQUIRE(bench.target->write("a/b", std::string(300'000, 'x') + "cuoi"));
    CHECK(end("a/b") == "cuoi");
    REQUIRE(bench.target->write("a/b", "oi"));
    CHECK(end("a/b") == "oi");
    REQUIRE(bench.target->write("a/b", ""));
    CHECK(end("a/b") == "");
  });
}

TEST_CASE("what create() leaves when it is cut off is found, where it leaves anything") {
  for_each_target([](Bench& bench) {
    REQUIRE(bench.target->create(lock_path, "một"));
    CHECK(!bench.target->find_leftovers());
    const bool leaves = bench.place.kind == PlaceKind::folder ||
                        (bench.place.kind == PlaceKind::sftp && bench.target->capabilities().copy);
    REQUIRE(bench.target->write(std::string(temporary_folder) + "/x", "do-dang"));
    CHECK(bench.target->find_leftovers() == leaves);
    if (!leaves) return;
    // Who waits for the lock finds that folder gone.
    bench.clear();
    const auto other = target_for(bench.place, bench.files.root);
    REQUIRE(other->open());
    REQUIRE(other->write("a", "1"));
    CHECK(!bench.target->find_leftovers());
    REQUIRE(other->write("a", "2"));
    bench.target->remove_empty_folders(std::vector<std::string>{std::string(temporary_folder)});
    const auto made = other->create(lock_path, "hai");
    REQUIRE(made);
    CHECK(*made);
  });
}

TEST_CASE("of two that create a file, one does, where the place can lock") {
  for_each_target([](Bench& bench) {
    if (!bench.target->capabilities().lock) return;
    const auto first = bench.target->create(lock_path, "một");
    REQUIRE(first);
    CHECK(*first);
    const auto second = bench.target->create(lock_path, "hai");
    REQUIRE(second);
    CHECK(!*second);
    CHECK(bench.read(std::string(lock_path)) == "một");
    REQUIRE(bench.target->write(lock_path, "ba"));  // Who has it may write it anew.
    CHECK(bench.read(std::string(lock_path)) == "ba");
    CHECK(bench.target->remove(std::vector<std::string>{std::string(lock_path)}).empty());
    CHECK(bench.read(std::string(lock_path)) == "(none)");
    const auto third = bench.target->create(lock_path, "bốn");
    REQUIRE(third);
    CHECK(*third);
  });
}

TEST_CASE("what is thought of a place's lock may be wrong") {
  for_each_target([](Bench& bench) {
    for (const bool can_lock : {true, false}) {
      REQUIRE(bench.target->open());
      bench.target->assume_lock(can_lock);
      const auto made = bench.target->create(lock_path, "một");
      REQUIRE(made);
      CHECK(*made);
      bench.target->assume_lock(can_lock);
      const auto second = bench.target->create(lock_path, "hai");
      REQUIRE(second);
      CHECK(!*second);
      CHECK(bench.read(std::string(lock_path)) == "một");
      CHECK(bench.target->remove(std::vector<std::string>{std::string(lock_path)}).empty());
    }
  });
}

TEST_CASE("files are put under any name, of any size, and replaced") {
  for_each_target([](Bench& bench) {
    const std::string names[] = {"thường.html",
                                 "thủ tục/có dấu cách.html",
                                 "a/'nháy' \"kép\".html",
                                 "a/100% & #1?.html",
                                 std::string(200, 'd') + ".html",
                                 "a/b/c/d/e/f.html",
                                 "-x.html",
                                 "a/\\.html"};
    std::vector<Upload> uploads;
    for (const std::string& name : names) uploads.push_back(bench.upload(name, "bytes of " + name));
    uploads.push_back(bench.upload("rong", ""));
    uploads.push_back(bench.upload("lon", std::string(3'000'000, 'y')));
    std::set<std::size_t> done;
    CHECK(bench.target->put(uploads, [&](std::size_t i) { done.insert(i); }).empty());
    CHECK(done.size() == uploads.size());
    for (const std::string& name : names) CHECK(bench.read(name) == "bytes of " + name);
    CHECK(bench.read("lon").size() == 3'000'000);
    const Upload again[] = {bench.upload("rong", "nữa"), bench.upload("lon", "nhỏ")};
    CHECK(bench.target->put(again, [](std::size_t) {}).empty());
    CHECK(bench.read("rong") == "nữa");
    CHECK(bench.read("lon") == "nhỏ");
    const auto all = bench.listed();
    CHECK(all.size() == uploads.size());  // No temporary name is left.
    CHECK(all.at("lon") == 5);
    CHECK(bench.listed("a/b") == std::map<std::string, std::uint64_t>{{"a/b/c/d/e/f.html", 25}});
    CHECK(bench.listed("khong-co").empty());
  });
}

TEST_CASE("a file that changed since is not sent, and the others are") {
  for_each_target([](Bench& bench) {
    std::vector<Upload> uploads{bench.upload("a", "1"), bench.upload("b", "2"),
                                bench.upload("c", "3")};
    bench.files.write(uploads[1].from, "22");
    const Failures failures = bench.target->put(uploads, [](std::size_t) {});
    for (const Failure& one : failures) UNSCOPED_INFO(to_text(one.why, Language::en));
    REQUIRE(failures.size() == 1);
    CHECK(failures[0].item == 1);
    CHECK(failures[0].why.message->code == "MB1411");
    CHECK(bench.read("a") == "1");
    CHECK(bench.read("b") == "(none)");
    CHECK(bench.read("c") == "3");
  });
}

TEST_CASE("many files travel at once") {
  for_each_target([](Bench& bench) {
    // FTP over TLS takes a fifth of a second to read one file back.
    const int count = bench.place.kind == PlaceKind::ftps ? 50 : 700;
    std::vector<Upload> uploads;
    for (int i = 0; i < count; ++i)
      uploads.push_back(
          bench.upload(fmt::format("m/{}/{}.html", i % 30, i), std::string(i * 37 % 70'000, 'z')));
    CHECK(bench.target->put(uploads, [](std::size_t) {}).empty());
    std::vector<std::string> paths;
    for (const Upload& one : uploads) paths.push_back(one.to);
    paths.push_back("m/khong-co");
    std::size_t right = 0;
    CHECK(bench.target
              ->digests(paths,
                        [&](std::size_t i, std::optional<Digest> digest) {
                          if (i < uploads.size() &&
                              digest == sha256(std::string(i * 37 % 70'000, 'z')))
                            ++right;
                          if (i == uploads.size() && !digest) ++right;
                        })
              .empty());
    CHECK(right == uploads.size() + 1);
    CHECK(bench.target->remove(paths).empty());
    CHECK(bench.listed().empty());
  });
}

TEST_CASE("bytes are had twice without travelling, where the place can") {
  for_each_target([](Bench& bench) {
    if (!bench.target->capabilities().copy) return;
    const auto written = bench.target->write("a", "một");
    if (!written) FAIL(to_text(written.error(), Language::en));
    REQUIRE(bench.target->write("b", "hai"));
    const Copy stays[] = {{"a", "luu/x", false}, {"b", "luu/x", false}};
    CHECK(bench.target->copy(stays, [](std::size_t) {}).empty());
    CHECK(bench.read("luu/x") == "một");
    const Copy replaces[] = {{"b", "luu/x", true}, {"b", "b2", true}, {"b2", "b", true}};
    CHECK(bench.target->copy(std::span(replaces, 1), [](std::size_t) {}).empty());
    CHECK(bench.read("luu/x") == "hai");
    CHECK(bench.target->copy(std::span(replaces + 1, 1), [](std::size_t) {}).empty());
    CHECK(bench.target->copy(std::span(replaces + 2, 1), [](std::size_t) {}).empty());  // Itself.
    CHECK(bench.read("b") == "hai");
    const Copy missing[] = {{"khong-co", "c", false}};
    const Failures failures = bench.target->copy(missing, [](std::size_t) {});
    REQUIRE(failures.size() == 1);
    CHECK(!failures[0].may_pass);
    // Replacing one of two names leaves the other as it was.
    REQUIRE(bench.target->write("b", "ba"));
    CHECK(bench.read("b2") == "hai");
    CHECK(bench.listed().size() == 4);
  });
}

TEST_CASE("what is not there can be removed; empty folders go, others stay") {
  for_each_target([](Bench& bench) {
    REQUIRE(bench.target->write("x/y/z", "1"));
    REQUIRE(bench.target->write("x/w", "2"));
    const std::string paths[] = {"x/y/z", "khong-co", "khong/co"};
    CHECK(bench.target->remove(paths).empty());
    const std::string folders[] = {"x/y", "x"};
    bench.target->remove_empty_folders(folders);
    CHECK(bench.read("x/w") == "2");
    REQUIRE(bench.target->write("x/y/z", "3"));  // The folder is made again.
    CHECK(bench.read("x/y/z") == "3");
  });
}

TEST_CASE("a name that holds the end of a line is no command") {
  for_each_target([](Bench& bench) {
    REQUIRE(bench.target->write("b", "hai"));
    const std::string root = bench.folder.substr(bench.folder.rfind('/') + 1);
    for (const std::string end : {"\r\n", "\n", "\r"}) {
      const std::string paths[] = {"a" + end + "DELE b", "a" + end + "DELE cong/" + root + "/b"};
      (void)bench.target->remove(paths);
      CHECK(bench.read("b") == "hai");
    }
  });
}

TEST_CASE("a reader sees the old or the new file, never half of one; none only where it is said") {
  for_each_target([](Bench& bench) {
    const bool may_be_gone = !bench.target->capabilities().atomic_replace;
    const std::string a(200'000, 'a'), b(300'000, 'b');
    REQUIRE(bench.target->write("trang", a));
    // All servers are on this machine; what is in a store of its own is asked for by another line.
    const std::string file = bench.folder + "/trang";
    const std::unique_ptr<Target> other = target_for(bench.place, bench.files.root);
    REQUIRE(other->open());
    const auto look = [&] {
      if (!bench.folder.empty()) return PublishFixture::read(file);
      const auto bytes = other->read("trang");
      return bytes ? bytes->value_or("(none)") : "";
    };
    std::atomic<bool> ends = false;
    std::size_t seen = 0, torn = 0;
    std::thread reader([&] {
      while (!ends) {
        const std::string bytes = look();
        ++seen;
        if (bytes != a && bytes != b && !(may_be_gone && bytes == "(none)")) ++torn;
      }
    });
    for (int i = 0; i < 30; ++i) {
      const Upload one[] = {bench.upload("trang", i % 2 ? a : b)};
      CHECK(bench.target->put(one, [](std::size_t) {}).empty());
    }
    ends = true;
    reader.join();
    CHECK(seen > 2);
    CHECK(torn == 0);
  });
}

TEST_CASE("a whole site is switched by one link, where the place can") {
  for_each_target([](Bench& bench) {
    if (!bench.target->capabilities().atomic_site) return;
    REQUIRE(bench.target->write("ban/1/index.html", "một"));
    REQUIRE(bench.target->write("ban/2/index.html", "hai"));
    REQUIRE(bench.target->switch_to("ban/1"));
    CHECK(bench.read("hien-tai/index.html") == "một");
    REQUIRE(bench.target->switch_to("ban/2"));
    CHECK(bench.read("hien-tai/index.html") == "hai");
    CHECK(bench.listed().size() == 2);  // Links are no files.
  });
}

TEST_CASE("a folder that somebody took away is made again on the next try") {
  for_each_target([](Bench& bench) {
    bench.target->assume_folders({"mat", "mat/roi"});
    const std::vector<Upload> one{bench.upload("mat/roi/a.html", "a")};
    Failures failures = bench.target->put(one, [](std::size_t) {});
    if (!failures.empty()) {
      CHECK(failures[0].may_pass);
      failures = bench.target->put(one, [](std::size_t) {});
    }
    CHECK(failures.empty());
    CHECK(bench.read("mat/roi/a.html") == "a");
  });
}

TEST_CASE("each kind of place declares what it can") {
  for_each_target([](Bench& bench) {
    const PlaceKind kind = bench.place.kind;
    const bool is_curl_sftp = bench.place.name.ends_with(by_libcurl);
    const bool has_links = kind == PlaceKind::folder || (kind == PlaceKind::sftp && !is_curl_sftp);
    const Result<bool> made = bench.target->create(lock_path, "x");  // What a store can shows here.
    REQUIRE(made);
    CHECK(*made);
    const Capabilities can = bench.target->capabilities();
    CHECK(can.atomic_replace == !is_curl_sftp);
    CHECK(can.atomic_site == has_links);
    CHECK((can.lock || kind == PlaceKind::s3));  // Not every store proves that it can.
    CHECK(can.list_sizes);
    CHECK(can.copy == (kind != PlaceKind::ftps && !is_curl_sftp));
  });
}

TEST_CASE("how old a lock is, is told by the place's own clock") {
  for_each_target([](Bench& bench) {
    const Result<bool> made = bench.target->create(lock_path, "một");
    REQUIRE(made);
    CHECK(*made);
    const std::optional<std::int64_t> young = bench.target->lock_age();
    REQUIRE(young);
    CHECK(*young >= -1);  // Stores round.
    CHECK(*young <= 61);  // Some lists tell minutes alone.
    if (bench.folder.empty()) return;
    constexpr int minutes = 20;
    for (const char* ending : {"", ".giu"}) {
      const std::string file = bench.folder + "/" + std::string(lock_path) + ending;
      if (!std::filesystem::exists(file)) continue;
      std::filesystem::last_write_time(
          file, std::filesystem::file_time_type::clock::now() - std::chrono::minutes(minutes));
    }
    const std::optional<std::int64_t> old = bench.target->lock_age();
    REQUIRE(old);
    CHECK(*old >= minutes * 60 - 60);
    CHECK(*old <= minutes * 60 + 61);
  });
}

TEST_CASE("a small file is there even when its replacement was cut off in the middle") {
  for_each_target([](Bench& bench) {
    if (bench.target->capabilities().atomic_replace) return;
    REQUIRE(bench.target->write("a", "một"));
    REQUIRE(bench.target->write("a", "hai"));
    CHECK(bench.listed().size() == 1);
    namespace fs = std::filesystem;
    fs::rename(bench.folder + "/a", bench.folder + "/a.cu");
    CHECK(bench.read("a") == "hai");
    REQUIRE(bench.target->write("a", "ba"));
    CHECK(bench.read("a") == "ba");
    PublishFixture::write(bench.folder + "/a.cu", "cũ");
    CHECK(bench.read("a") == "ba");
    REQUIRE(bench.target->write("a", "bốn"));
    CHECK(bench.read("a") == "bốn");
    CHECK(bench.listed().size() == 1);
  });
}
