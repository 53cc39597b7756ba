// `build --verify` and `build --doc-lai`: outputs that are not what a clean build makes are found.
#include <algorithm>
#include <chrono>
#include <thread>

#include "program.h"
#include "support/running_program.h"

namespace {

/// The page of a record of the small site, with one byte altered in place.
void alter(const std::string& file) {
  std::string text = read(file);
  REQUIRE(text.size() > 100);
  text[99] = text[99] == 'x' ? 'y' : 'x';
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary) << text;
}

std::vector<std::string> hidden_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (const std::string name = entry.path().filename().string(); name.starts_with('.'))
      names.push_back(name);
  }
  return names;
}

}  // namespace

TEST_CASE("--verify says how many files are equal, and leaves nothing behind") {
  const SiteCopy site;
  for (int time = 1; time <= 2; ++time) {  // Nothing there yet; everything there and kept.
    const Outcome outcome = run("build --verify", "", site.path);
    INFO(outcome.out);
    CHECK(outcome.code == 0);
    CHECK(says(outcome, "xa-mau: 21 tệp, giống hệt bản dựng lại từ đầu"));
    CHECK(hidden_in(site.path + "/site/xa-mau").empty());
  }
  CHECK(
      says(run("build --verify --lang en", "", site.path), "21 files, equal to those of a build"));
}

TEST_CASE("--verify finds a page that was altered by hand in place, and --tu-dau mends it") {
  const SiteCopy site;
  REQUIRE(run("build", "", site.path).code == 0);
  const std::string page = site.path + "/site/xa-mau/public/tin-bai/lich-tiep-dan/index.html";
  const std::string before = read(page);
  alter(page);
  CHECK(run("build", "", site.path).code == 0);
  CHECK(read(page) != before);  // No build looks into a page whose answers have not changed.
  const Outcome outcome = run("build --verify", "", site.path);
  INFO(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(says(outcome,
             "site/xa-mau/public/tin-bai/lich-tiep-dan/index.html: lỗi[MB0832]: khác bản dựng "
             "lại từ đầu, kể từ byte thứ 100 ("));
  CHECK(says(outcome, "\n1 lỗi, 0 cảnh báo\n"));
  CHECK_FALSE(says(outcome, "giống hệt"));
  CHECK(run("build --verify --tu-dau", "", site.path).code == 0);
  CHECK(read(page) == before);
}

TEST_CASE("--verify names files of no build and files that are missing, in each portal's folder") {
  const SiteCopy site;
  site.write("site/xa-hai/portal.json", read(site.path + "/site/xa-mau/portal.json"));
  const std::string build = "build --out " + site.path + "/ra";
  REQUIRE(run(build, "", site.path).code == 0);
  site.write("ra/xa-hai/la/tep.txt", "");
  site.write("ra/xa-mau/.git/config", "");  // Of whoever publishes; no build makes such names.
  const Outcome outcome = run(build + " --verify --lang en", "", site.path);
  INFO(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, site.path + "/ra/xa-hai/la/tep.txt: error[MB0830]"));
  CHECK(says(outcome, "1 error, 0 warnings"));
  CHECK(hidden_in(site.path + "/ra").empty());
  const Outcome one =
      run("build xa-hai --verify --out " + site.path + "/ra/xa-hai/", "", site.path);
  INFO(one.out);
  CHECK(says(one, "/ra/xa-hai/la/tep.txt"));
  CHECK(hidden_in(site.path + "/ra").empty());
}

TEST_CASE("differences that --verify finds are in the reports for other programs too") {
  const SiteCopy site;
  REQUIRE(run("build", "", site.path).code == 0);
  alter(site.path + "/site/xa-mau/public/404.html");
  const std::string report = site.path + "/a.sarif";
  CHECK(run("build --verify --sarif " + report, "", site.path).code == 1);
  CHECK(read(report).find("\"uri\": \"site/xa-mau/public/404.html\"") != std::string::npos);
}

TEST_CASE("with errors in the content there is nothing to verify") {
  const SiteCopy site;
  site.write("content/xa-mau/tin-bai/a.md", "---\ntieu_de: Tin\nngay_dang: 31/6/2024\n---\n");
  const Outcome outcome = run("build --verify", "", site.path);
  CHECK(outcome.code == 1);
  CHECK_FALSE(says(outcome, "MB083"));
}

TEST_CASE("a --verify that is killed leaves no temporary folder") {
  const SiteCopy site;
  for (int i = 0; i < 200; ++i) {
    site.write("content/xa-mau/tin-bai/tin-" + std::to_string(i) + ".md",
               "---\ntieu_de: Tin\nngay_dang: 2024-05-17\n---\nBài viết.\n");
  }
  REQUIRE(run("build", "", site.path).code == 0);
  for (const int signal : {SIGKILL, SIGINT, SIGTERM}) {
    INFO("signal " << signal);
    bool killed = false;
    for (int attempt = 0; attempt < 20 && !killed; ++attempt) {
      RunningProgram program({PROGRAM, "--goc", site.path, "build", "--verify"});
      while (!program.has_ended() && hidden_in(site.path + "/site/xa-mau").empty()) {
      }
      killed = !program.end(signal);
    }
    CHECK(killed);
    // The guard removes the folder as soon as it notices.
    for (int wait = 0; wait < 1000 && !hidden_in(site.path + "/site/xa-mau").empty(); ++wait)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(hidden_in(site.path + "/site/xa-mau").empty());
  }
}

TEST_CASE("--doc-lai sees an edit that kept a file's size and time") {
  const SiteCopy site;
  const std::string source = site.path + "/content/xa-mau/tin-bai/lich-tiep-dan.md";
  const auto time = std::filesystem::last_write_time(source);
  REQUIRE(run("build", "", site.path).code == 0);
  std::string text = read(source);
  const std::size_t at = text.find("hằng");
  REQUIRE(at != std::string::npos);
  std::ofstream(source) << text.replace(at, std::string_view("hằng").size(), "tằng");
  std::filesystem::last_write_time(source, time);
  CHECK(run("build --doc-lai", "", site.path).code == 0);
  CHECK(read(site.path + "/site/xa-mau/public/tin-bai/lich-tiep-dan/index.html")
            .find("Thứ Năm tằng tuần") != std::string::npos);
}
