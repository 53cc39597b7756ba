// Settings and keys: every mistake is told with its place, and nothing is guessed.
#include "feedback/settings.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "feedback/settings_messages.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::feedback;

namespace {

std::string problems(const std::string& json) {
  Report report;
  read_settings(SourceText("site/tiep-nhan.json", json), report);
  std::string out;
  for (const Diagnostic& each : report.sorted())
    out += fmt::format("{}:{} {} {}; ", each.place.line, each.place.column, each.message->code,
                       each.arguments.empty() ? "" : each.arguments.front());
  return out;
}

Settings good(const std::string& json) {
  Report report;
  const auto read = read_settings(SourceText("site/tiep-nhan.json", json), report);
  REQUIRE_FALSE(report.has_errors());
  return read;
}

KeySources from(std::string environment, std::string file, Place at = {}) {
  KeySources out;
  out.environment = std::move(environment);
  out.file = std::move(file);
  out.file_at = std::move(at);
  return out;
}

const std::string least = R"("kho": "sqlite:/a.db", "proxy": [])";

}  // namespace

TEST_CASE("settings are read") {
  const Settings read = good(R"({"nghe": ["127.0.0.1:8100", "[::1]:8100", "unix:/run/a.sock",
    "systemd"], "do_luong": "127.0.0.1:9100", "kho": "postgresql", "khoa": "k",
    "proxy": ["unix", "10.0.0.0/8"], "gioi_han": {"moi_nguoi_moi_phut": 5, "hang_doi": 10},
    "cong": ["mau"]})");
  REQUIRE(read.listeners.size() == 4);
  CHECK(read.listeners[1].place.addresses == std::vector<std::string>{"::1"});
  CHECK(read.listeners[1].place.port == 8100);
  CHECK(read.listeners[2].place.path == "/run/a.sock");
  CHECK(read.listeners[3].place.descriptor == 3);
  CHECK(read.listeners[3].at == Place{"site/tiep-nhan.json", 2, 5});
  CHECK(read.metrics->place.port == 9100);
  CHECK(read.is_postgres);
  CHECK(read.proxies.unix_socket);
  CHECK(read.guard.client.a_minute == 5);
  CHECK(read.queue == 10);
  REQUIRE(read.portals.size() == 1);
  CHECK(read.portals[0].id == "mau");
  CHECK(read.portals[0].at == Place{"site/tiep-nhan.json", 4, 14});
}

TEST_CASE("what could weaken privacy or durability has to be written, all of it is told at once") {
  CHECK(problems("{}") == "1:1 MB1332 \"kho\"; 1:1 MB1332 \"nghe\"; 1:1 MB1332 \"proxy\"; ");
  CHECK(problems("[]") != "");
  CHECK(problems("{") != "");
}

TEST_CASE("unknown names, wrong values and too much trust are refused at their place") {
  CHECK(problems("{\"nghe\": \"127.0.0.1:1\", " + least + ",\n \"luu_ip\": true}") ==
        "2:2 MB1330 \"luu_ip\"; ");
  for (const char* place : {"8100", "localhost:8100", ":8100", "127.0.0.1:", "127.0.0.1:99999",
                            "unix:a.sock", "unix:", "::1:8100", ""})
    CHECK(problems(fmt::format("{{\"nghe\": \"{}\", {}}}", place, least)).find("MB1331") !=
          std::string::npos);
  for (const char* store : {"mysql", "sqlite:", "postgresql://u:secret@h/d", ""})
    CHECK(problems(fmt::format(R"({{"nghe": "127.0.0.1:1", "kho": "{}", "proxy": []}})", store))
              .find("MB1331") != std::string::npos);
  for (const char* proxy : {"0.0.0.0/0", "::/0", "0.0.0.0/7"})
    CHECK(problems(fmt::format(R"({{"nghe": "127.0.0.1:1", "kho": "sqlite:a", "proxy": ["{}"]}})",
                               proxy))
              .find("MB1333") != std::string::npos);
  CHECK(problems(R"({"nghe": "127.0.0.1:1", "kho": "sqlite:a", "proxy": ["all"]})") ==
        "1:54 MB1331 \"proxy\"; ");
  for (const char* number : {"0", "-1", "1e99", "\"5\"", "true"})
    CHECK(problems("{\"nghe\": \"127.0.0.1:1\", " + least +
                   ", \"gioi_han\": {\"moi_nguoi_moi_phut\": " + number + "}}")
              .find("MB1331") != std::string::npos);
}

TEST_CASE("one mistake hides no other, and what is right is read all the same") {
  CHECK(problems(
            "{\"nghe\": [\"8100\", \"unix:/run/a.sock\"],\n \"kho\": \"mysql\",\n \"proxy\": [],\n"
            " \"do_luong\": \"systemd\"}") ==
        "1:11 MB1331 \"nghe\"; 2:9 MB1331 \"kho\"; 3:11 MB1331 \"proxy\"; 4:14 MB1331 "
        "\"do_luong\"; ");
  Report report;
  const Settings read = read_settings(
      SourceText("s.json", R"({"nghe": "127.0.0.1:1", "kho": "mysql", "proxy": "x"})"), report);
  CHECK(report.count(Severity::error) == 2);
  CHECK(read.listeners.size() == 1);
  CHECK_FALSE(read.has_store());
}

TEST_CASE("keys come from the environment or from a file that others cannot read") {
  const std::string path =
      (std::filesystem::temp_directory_path() / ("minhbach-key-" + std::to_string(getpid())))
          .string();
  const std::string one(32, 'a'), two(40, 'b');
  std::ofstream(path) << one << "\n" << two << "\n";
  Report report;
  chmod(path.c_str(), 0600);
  CHECK(*read_keys(from("", path), report) == std::vector<std::string>{one, two});
  CHECK(*read_keys(from(two, path), report) == std::vector<std::string>{two});
  CHECK_FALSE(report.has_errors());
  const auto refused = [&](const KeySources& sources) {
    Report found;
    CHECK_FALSE(read_keys(sources, found));
    const auto all = found.sorted();
    REQUIRE(all.size() == 1);
    // Whatever is wrong, nothing of a key is said.
    CHECK(to_text(all[0], Language::en).find("aaaa") == std::string::npos);
    CHECK_FALSE(all[0].hint(Language::vi).empty());
    CHECK(all[0].place == sources.file_at);
    return all[0].message;
  };
  chmod(path.c_str(), 0604);
  const Place at{"site/tiep-nhan.json", 3, 4};
  CHECK(refused(from("", path, at)) == &messages::key_open);
  CHECK(refused(from("", "/khong/co", at)) == &messages::key_unreadable);
  CHECK(refused(from("", "/tmp", at)) == &messages::key_unreadable);
  CHECK(refused(from("", "", at)) == &messages::no_key);
  CHECK(refused(from(std::string(31, 'a'), "")) == &messages::key_short);
  CHECK(refused(from(one + " short", "")) == &messages::key_short);
  std::filesystem::remove(path);
}

TEST_CASE(
    "settings that would count all readers as one, show figures or keep nothing are refused") {
  for (
      const char* text :
      {R"({"nghe": "unix:/run/a.sock", "kho": "postgresql", "proxy": []})",
       R"({"nghe": "unix:/run/a.sock", "kho": "postgresql", "proxy": ["10.0.0.1"]})",
       R"({"nghe": "systemd", "kho": "postgresql", "proxy": []})",
       R"({"nghe": "127.0.0.1:1", "kho": "sqlite::memory:", "proxy": []})",
       R"({"nghe": "127.0.0.1:1", "do_luong": "0.0.0.0:9100", "kho": "postgresql", "proxy": []})"}) {
    INFO(text);
    CHECK(problems(text).find("MB1331") != std::string::npos);
  }
}
