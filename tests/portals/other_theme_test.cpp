// A theme can be replaced: a portal with another one has the same pages, and its own emblem and
// accent.
#include <set>

#include "disk/memory_disk.h"
#include "pipeline/build_portal.h"
#include "pipeline/drawing_messages.h"
#include "portals/built_portal.h"
#include "support/borrowed_disk.h"
#include "support/overlay_disk.h"

using namespace minhbach;

namespace {

constexpr std::string_view accent = "#7a2e8e";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The repository with `mau` in the theme of tests/themes/toi-gian.
void dress(Disk& disk) {
  std::vector<Diagnostic> problems;
  const std::string folder = "tests/themes/toi-gian";
  for (const FileEntry& file : repository().list(folder, problems))
    REQUIRE(disk.write("themes/toi-gian" + file.path.substr(folder.size()),
                       *repository().read(file.path)));
  const std::string keys = "\"toi-gian\", \"mau_nhan\": \"" + std::string(accent) +
                           "\", \"bieu_trung\": \"bieu-trung.svg\"";
  REQUIRE(disk.write("site/mau/portal.json",
                     replaced(*repository().read("site/mau/portal.json"), "\"cong-khai\"", keys)));
  REQUIRE(disk.write("site/mau/static/bieu-trung.svg",
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"));
}

/// The built portal in its first language.
Files built() {
  OverlayDisk disk(repository());
  dress(disk);
  std::map<std::string, MemoryDisk> outputs;
  Report report;
  const pipeline::Context ctx{disk, report, {}};
  const std::vector<std::string> ids{"mau"};
  pipeline::build_portals(ctx, ids, [&](const std::string& name) {
    return std::make_unique<BorrowedDisk>(outputs[name]);
  });
  for (const Diagnostic& diagnostic : report.sorted())
    UNSCOPED_INFO(to_text(diagnostic, Language::vi));
  // That it cannot draw is told, and nothing else.
  for (const Diagnostic& diagnostic : report.sorted())
    CHECK(diagnostic.message == &messages::poster_undrawable);
  Files out;
  std::vector<Diagnostic> problems;
  for (const FileEntry& file : outputs["mau"].list("", problems))
    out[file.path] = *outputs["mau"].read(file.path);
  return out;
}

std::set<std::string> pages_of(const Files& files) {
  std::set<std::string> out;
  for (const auto& [path, bytes] : files) {
    if (path.ends_with(".html") && !path.starts_with("en/")) out.insert(path);
  }
  return out;
}

}  // namespace

TEST_CASE("a portal in another theme has the same pages") {
  REQUIRE_FONTS();
  const Files files = built();
  REQUIRE(files.size() > 200);
  CHECK(pages_of(files) == pages_of(portal("mau")));
  const auto says = [&](const std::string& path, const std::string& text) {
    INFO(path << ": " << text);
    CHECK(words_of(main_of(files, path)).find(text) != std::string::npos);
  };
  says("thu-tuc/9.000001/index.html", "Trung tâm Phục vụ hành chính công");
  says("thu-tuc/9.000001/index.html", "50.000");
  says("thu-tuc/index.html", "Đăng ký điểm kinh doanh tại chợ (ví dụ)");
  says("ke-hoach/minh-bach-2026/index.html", "Kế hoạch");
  says("y-kien/cau-hoi/index.html", "Hỏi cơ quan nào?");
  CHECK(files.at("index.html").find("cong-khai") == std::string::npos);
  for (const std::string& path : pages_of(files)) {
    INFO(path);
    CHECK(count_of(files.at(path), "<meta http-equiv=\"Content-Security-Policy\"") == 1);
  }
}

TEST_CASE("a portal's accent and emblem reach any theme") {
  REQUIRE_FONTS();
  const Files files = built();
  CHECK(files.at("index.html").find("src=\"/bieu-trung.svg\"") != std::string::npos);
  CHECK(files.contains("bieu-trung.svg"));
  std::string sheet;
  for (const auto& [path, bytes] : files) {
    if (path.ends_with(".css")) sheet += bytes;
  }
  CHECK(sheet.find("--nhan:" + std::string(accent) + ";") != std::string::npos);
  CHECK(sheet.find("--nhan:#00558b") == std::string::npos);
  CHECK(sheet.find("prefers-color-scheme:dark") != std::string::npos);
}
