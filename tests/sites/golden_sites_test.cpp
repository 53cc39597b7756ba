// Builds each golden site and compares every file it gives with the one kept in expected/.
#include <cstdlib>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "disk/memory_disk.h"
#include "disk/real_disk.h"
#include "pipeline/build_portal.h"
#include "pipeline/read_site.h"
#include "support/borrowed_disk.h"
#include "support/catch.h"
#include "support/link_check.h"
#include "text/calendar.h"

using namespace minhbach;

namespace {

using Files = std::map<std::string, std::string>;

/// What is printed about a site is kept beside its portals, under a name no portal can have.
constexpr std::string_view report_file = "thong-bao.txt";

constexpr std::string_view encoded_pictures = "tai-nguyen/anh/";

Files files_of(const Disk& disk) {
  Files out;
  std::vector<Diagnostic> problems;
  for (const FileEntry& entry : disk.list("", problems)) {
    const Result<std::string> bytes = disk.read(entry.path);
    REQUIRE(bytes);
    out[entry.path] = *bytes;
  }
  CHECK(problems.empty());
  return out;
}

Files build(const std::string& site, unsigned jobs) {
  const RealDisk disk(SITES_FOLDER "/" + site);
  Report report;
  pipeline::Context ctx{disk, report, {jobs, text::date_of_day(20639), false, true}};  // 2026-07-05
  std::map<std::string, MemoryDisk> outputs;
  const auto open = [&](const std::string& portal) {
    return std::make_unique<BorrowedDisk>(outputs[portal]);
  };
  pipeline::build_portals(ctx, pipeline::portal_ids(ctx), open);
  Files out;
  for (const auto& [portal, output] : outputs) {
    for (auto& [path, bytes] : files_of(output)) {
      // Another release of the encoders gives other bytes: these are kept by their names alone.
      if (path.find(encoded_pictures) != std::string::npos && !path.ends_with(".svg"))
        bytes = path.substr(path.rfind('.') + 1) + "\n";
      out[portal + "/" + path] = std::move(bytes);
    }
  }
  std::string& said = out[std::string(report_file)];
  for (const Diagnostic& diagnostic : report.sorted())
    said += to_text(diagnostic, Language::vi) + "\n";
  return out;
}

void rewrite(const std::string& site, const Files& built) {
  RealDisk expected(SITES_FOLDER "/" + site + "/expected");
  for (const auto& [path, bytes] : files_of(expected)) {
    if (!built.contains(path)) CHECK(expected.remove(path));
  }
  for (const auto& [path, bytes] : built) CHECK(expected.write(path, bytes));
}

/// The first line in which two texts differ, for the message.
std::string first_difference(std::string_view expected, std::string_view got) {
  std::size_t line = 1, start = 0, i = 0;
  for (; i < expected.size() && i < got.size() && expected[i] == got[i]; ++i) {
    if (expected[i] == '\n') ++line, start = i + 1;
  }
  const auto rest = [&](std::string_view text) {
    return text.substr(start, text.find('\n', i) - start);
  };
  return fmt::format("line {}\n  expected: {}\n  got:      {}", line, rest(expected), rest(got));
}

std::vector<std::string> golden_sites() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(SITES_FOLDER)) {
    if (is_directory(entry.path() / "site")) out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The path of the address of the first sitemap; a further placement has none, and stands at "/".
std::string base_path_of(const std::string& robots) {
  const std::size_t scheme = robots.find("https://");
  if (scheme == std::string::npos) return "/";
  const std::string address = robots.substr(scheme + 8, robots.find('\n', scheme) - scheme - 8);
  return address.substr(address.find('/'), address.rfind('/') + 1 - address.find('/'));
}

}  // namespace

TEST_CASE("golden sites give the files that are kept for them, and no others") {
  const std::vector<std::string> sites = golden_sites();
  REQUIRE_FALSE(sites.empty());
  for (const std::string& site : sites) {
    const Files built = build(site, 2);
    if (std::getenv("MINHBACH_UPDATE_GOLDEN") != nullptr) rewrite(site, built);
    const Files expected = files_of(RealDisk(SITES_FOLDER "/" + site + "/expected"));
    for (const auto& [path, bytes] : expected) {
      INFO(site << "/expected/" << path);
      const auto found = built.find(path);
      if (found == built.end()) {
        FAIL_CHECK("is not made");
      } else if (found->second != bytes) {
        FAIL_CHECK(first_difference(bytes, found->second));
      }
    }
    for (const auto& [path, bytes] : built) {
      if (!expected.contains(path))
        FAIL_CHECK(site << " makes " << path << ", which is not in expected/");
    }
  }
}

TEST_CASE("every link of a golden site leads to a file of its own portal") {
  for (const std::string& site : golden_sites()) {
    std::map<std::string, Files> portals;
    for (const auto& [path, bytes] : build(site, 2)) {
      const std::size_t slash = path.find('/');
      if (slash != std::string::npos)
        portals[path.substr(0, slash)][path.substr(slash + 1)] = bytes;
    }
    for (const auto& [portal, files] : portals) {
      const std::string base_path = base_path_of(files.at("robots.txt"));
      INFO(site << " " << portal << " " << base_path);
      CHECK(broken_links(files, base_path, "") == std::set<std::string>{});
    }
  }
}

TEST_CASE("golden sites give the same bytes on one thread as on three") {
  for (const std::string& site : golden_sites()) {
    INFO(site);
    CHECK(build(site, 1) == build(site, 3));
  }
}
