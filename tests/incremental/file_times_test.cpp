// Times of files that tell nothing, or something false: what is built is what the bytes say.
#include <chrono>
#include <filesystem>
#include <fstream>

#include "edited_site.h"
#include "unit/disk/temporary_folder.h"

using namespace minhbach;

namespace {

namespace fs = std::filesystem;

/// The golden site hai-cong on the disk, where files have times. Each build is as one of a program
/// started anew.
class SiteOnDisk {
 public:
  SiteOnDisk() {
    for (const char* part : {"content", "data", "site", "themes"}) {
      fs::create_directories(source());
      fs::copy(SOURCE_FOLDER "/tests/sites/hai-cong/" + std::string(part), source() + "/" + part,
               fs::copy_options::recursive);
    }
    build();
  }

  void build(bool reread = false) { build_into(folder_.path + "/ra", true, reread); }

  std::map<std::string, Files> built() const { return files_in(folder_.path + "/ra"); }
  std::map<std::string, Files> build_clean() const {
    const std::string clean = folder_.path + "/sach";
    fs::remove_all(clean);
    build_into(clean, false, true);
    return files_in(clean);
  }

  std::string file(const std::string& path) const { return source() + "/" + path; }
  fs::file_time_type time(const std::string& path) const { return fs::last_write_time(file(path)); }

  /// Puts `to`, of any length, in place of `from`, and then the file's time to `time`.
  void replace(const std::string& path, std::string_view from, std::string_view to,
               fs::file_time_type time) {
    RealDisk disk(source());
    std::string text = *disk.read(path);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    // In place: a new file would have another inode, which a build may notice.
    std::ofstream(file(path), std::ios::binary) << text.replace(at, from.size(), to);
    fs::last_write_time(file(path), time);
  }

  void set_all_times(fs::file_time_type time) {
    for (const auto& entry : fs::recursive_directory_iterator(source())) {
      fs::last_write_time(entry.path(), time);
    }
  }

  /// When each output was last written.
  std::map<std::string, fs::file_time_type> output_times() const {
    std::map<std::string, fs::file_time_type> times;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path + "/ra")) {
      const std::string path = entry.path().string();
      if (entry.is_regular_file() && path.find("/.minhbach/") == std::string::npos) {
        times[path] = entry.last_write_time();
      }
    }
    return times;
  }

 private:
  std::string source() const { return folder_.path + "/trang"; }

  static std::map<std::string, Files> files_in(const std::string& folder) {
    std::map<std::string, Files> out;
    for (const auto& entry : fs::directory_iterator(folder)) {
      out[entry.path().filename().string()] = files_of(RealDisk(entry.path().string()));
    }
    return out;
  }

  void build_into(const std::string& folder, bool incremental, bool reread) const {
    const RealDisk disk(source());
    Report report;
    pipeline::Options options;
    options.jobs = 2;
    options.today = text::date_of_day(20639);
    options.program = "test";
    options.incremental = incremental;
    options.reread = reread;
    const pipeline::Context ctx{disk, report, options};
    pipeline::build_portals(ctx, pipeline::portal_ids(ctx), [&](const std::string& portal) {
      return std::make_unique<RealDisk>(folder + "/" + portal);
    });
    REQUIRE_FALSE(report.has_errors());
  }

  TemporaryFolder folder_;
};

const std::string notice = "content/huyen/van-ban/thong-bao.md";
const std::string template_404 = "themes/mau/templates/404.html";
constexpr std::chrono::hours year(365 * 24);

}  // namespace

TEST_CASE("an edit made after the clock went back is built, of the same size or not") {
  SiteOnDisk site;
  const auto now = site.time(notice);
  site.replace(notice, "Một.", "Hai.", now - year);
  site.build();
  CHECK(site.built() == site.build_clean());
  site.replace(notice, "Hai.", "Một đoạn dài hơn.", now - 2 * year);
  site.replace("data/huyen/thu-tuc/bang.csv", "1500000", "1600000", now - 2 * year);
  site.replace(template_404, "<p>", "<p>Xin lỗi. ", now - 3 * year);
  site.build();
  CHECK(site.built() == site.build_clean());
}

TEST_CASE("an edit dated into the future is built, and so is the one after it") {
  SiteOnDisk site;
  const auto now = site.time(notice);
  site.replace(notice, "Một.", "Hai.", now + year);
  site.build();
  CHECK(site.built() == site.build_clean());
  site.replace(notice, "Hai.", "Bảy.", now);  // The clock was set right.
  site.build();
  CHECK(site.built() == site.build_clean());
}

TEST_CASE("other times of the same bytes rewrite nothing") {
  SiteOnDisk site;
  const auto before = site.output_times();
  REQUIRE(before.size() > 50);
  const auto now = site.time(notice);
  for (const auto time : {now - year, now + year}) {
    site.set_all_times(time);
    site.build();
    CHECK(site.output_times() == before);
  }
}

TEST_CASE("bytes edited under the same size and time are built when everything is read again") {
  SiteOnDisk site;
  // What a build is told by the file system alone it may take for unchanged: --doc-lai may not.
  site.replace(notice, "Một.", "Hai.", site.time(notice));
  site.replace("data/huyen/thu-tuc/bang.csv", "1500000", "1600000",
               site.time("data/huyen/thu-tuc/bang.csv"));
  site.replace("themes/mau/strings/vi.json", "Trang", "Trảng",
               site.time("themes/mau/strings/vi.json"));
  site.replace("site/xa/portal.json", "Cổng", "Cồng", site.time("site/xa/portal.json"));
  site.replace("content/huyen/van-ban/ban-goc.pdf", "PDF", "FDP",
               site.time("content/huyen/van-ban/ban-goc.pdf"));
  site.build(true);
  const std::map<std::string, Files> clean = site.build_clean();
  CHECK(site.built() == clean);
  CHECK(clean.at("huyen").at("van-ban/2023/thong-bao/index.html").find("Hai.") !=
        std::string::npos);
}
