// The build log: what is written is read back, damage is noticed, judgement follows the answers.
#include "graph/build_log.h"

#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::graph;

namespace {

BuildLog small_log() {
  BuildLog log;
  log.stamp = "0.1.0 nhap=0";
  log.questions = {{"chu.tim_kiem", fingerprint("Tìm")},
                   {"thu_tuc/a.ten", fingerprint("A")},
                   {"thu_tuc/b.ten", fingerprint("B")}};
  log.outputs = {{"index.html", {0, 1, 2}, 4, Cause::changed, "thu_tuc/b.ten"},
                 {"thu-tuc/a/index.html", {0, 1}, 2, Cause::unknown, ""}};
  return log;
}

}  // namespace

TEST_CASE("a log survives being written and read") {
  const BuildLog log = small_log();
  const std::optional<BuildLog> read = read_build_log(to_bytes(log));
  REQUIRE(read);
  CHECK(read->stamp == log.stamp);
  REQUIRE(read->questions.size() == 3);
  CHECK(read->questions[1].name == "thu_tuc/a.ten");
  CHECK(read->questions[1].answer == fingerprint("A"));
  REQUIRE(read->find("index.html") != nullptr);
  CHECK(read->find("index.html")->reads == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(read->find("index.html")->made_in == 4);
  CHECK(read->find("index.html")->cause == Cause::changed);
  CHECK(read->find("index.html")->question == "thu_tuc/b.ten");
  CHECK(read->find("khac.html") == nullptr);
}

TEST_CASE("a log with any byte changed, or cut anywhere, is no log") {
  const std::string bytes = to_bytes(small_log());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    INFO("byte " << i);
    REQUIRE_FALSE(read_build_log(changed));
    REQUIRE_FALSE(read_build_log(bytes.substr(0, i)));
  }
  CHECK_FALSE(read_build_log(bytes + "x"));
}

TEST_CASE("a patch behind a log changes answers, replaces and adds outputs, and removes them") {
  LogPatch patch;
  patch.number = 1;
  patch.questions = {{"thu_tuc/c.ten", fingerprint("C")}, {"thu_tuc/a.ten", fingerprint("A2")}};
  patch.outputs = {{"moi/index.html", {0, 1}, 1, Cause::unknown, ""},
                   {"index.html", {1}, 1, Cause::changed, "thu_tuc/a.ten"}};
  patch.removed = {"thu-tuc/a/index.html"};
  const std::string bytes = to_bytes(small_log()) + to_bytes(patch);
  std::optional<BuildLog> log = read_build_log(bytes);
  REQUIRE(log);
  CHECK(log->number == 1);
  CHECK(log->patch_size == to_bytes(patch).size());
  CHECK(log->find("thu-tuc/a/index.html") == nullptr);
  REQUIRE(log->find("index.html") != nullptr);
  REQUIRE(log->find("index.html")->reads.size() == 1);
  const Question& read = log->questions[log->find("index.html")->reads[0]];
  CHECK(read.name == "thu_tuc/a.ten");
  CHECK(read.answer == fingerprint("A2"));
  REQUIRE(log->find("moi/index.html") != nullptr);
  CHECK(log->find("moi/index.html")->reads.size() == 2);

  SECTION("what nobody asks any more is dropped when the log is written anew") {
    drop_unasked(*log);
    CHECK(log->questions.size() == 2);
    const std::optional<BuildLog> again = read_build_log(to_bytes(*log));
    REQUIRE(again);
    CHECK(again->find("moi/index.html")->reads == std::vector<std::uint32_t>{0, 1});
    CHECK(again->questions[again->find("index.html")->reads[0]].name == "thu_tuc/a.ten");
  }
  SECTION("damage in the patch, or one that does not follow, spoils the whole") {
    const std::size_t end = to_bytes(small_log()).size();
    for (std::size_t i = end; i < bytes.size(); ++i) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 0x10);
      INFO("byte " << i);
      REQUIRE_FALSE(read_build_log(changed));
      if (i > end) REQUIRE_FALSE(read_build_log(bytes.substr(0, i)));
    }
    CHECK_FALSE(read_build_log(bytes + to_bytes(patch)));
  }
}

TEST_CASE("patches behind patches: the last word holds, and outputs stay sorted") {
  const auto patch_of = [](std::uint64_t number, std::vector<LoggedOutput> outputs,
                           std::vector<std::string_view> removed) {
    LogPatch patch;
    patch.number = number;
    patch.outputs = std::move(outputs);
    patch.removed = std::move(removed);
    return to_bytes(patch);
  };
  const auto made = [](std::string_view path, std::uint64_t in) {
    return LoggedOutput{path, {}, in, Cause::unknown, ""};
  };
  const std::optional<BuildLog> log = read_build_log(
      to_bytes(small_log()) +
      patch_of(1, {made("zz/index.html", 1), made("a/index.html", 1), made("k.html", 1)},
               {"index.html", "chua-co.html"}) +
      patch_of(2, {made("index.html", 2), made("zz/index.html", 2)}, {"k.html"}));
  REQUIRE(log);
  std::vector<std::string> paths;
  for (const LoggedOutput& output : log->outputs)
    paths.push_back(fmt::format("{} {}", output.path, output.made_in));
  CHECK(paths == std::vector<std::string>{"a/index.html 1", "index.html 2",
                                          "thu-tuc/a/index.html 2", "zz/index.html 2"});
}

TEST_CASE("an output is stale exactly when an answer it was given has changed") {
  const BuildLog log = small_log();
  CHECK(judge(log, {0, 0, 0}, "index.html").cause == Cause::unchanged);
  const Judgement judgement = judge(log, {0, 0, 1}, "index.html");
  CHECK(judgement.cause == Cause::changed);
  CHECK(judgement.question == "thu_tuc/b.ten");
  CHECK(judge(log, {0, 0, 1}, "thu-tuc/a/index.html").cause == Cause::unchanged);
  CHECK(judge(log, {0, 0, 0}, "moi/index.html").cause == Cause::unknown);
}
