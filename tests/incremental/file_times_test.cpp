// Times of files that tell nothing, or something false: what is built is what the bytes say.
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/stat.h>

#include "edited_site.h"
#include "unit/disk/temporary_folder.h"

using namespace minhbach;

namespace {

namespace fs = std::filesystem;

/// Tells the times of files changed only now, too, which else are read again in any case: no test
/// has to wait until they are old enough to be judged by.
class PromptDisk : public RealDisk {
 public:
  using RealDisk::RealDisk;
  std::vector<FileEntry> list(std::string_view folder,
                              std::vector<Diagnostic>& problems) const override {
    std::vector<FileEntry> files = RealDisk::list(folder, problems);
    for (FileEntry& file : files) {
      struct stat state {};
      REQUIRE(::stat((root() + "/" + file.path).c_str(), &state) == 0);
      const auto nanoseconds = [](const timespec& time) {
        return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
      };
      file.stamp = {nanoseconds(state.st_mtim), nanoseconds(state.st_ctim)};
    }
    return files;
  }
};

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
    let_time_pass();
    build();
  }

  /// So that the system's clock, which moves a few milliseconds at once, tells edits apart.
  static void let_time_pass() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

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
    let_time_pass();
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
    const PromptDisk disk(source());
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
  site.replace(notice, "Một.", "Mật.", now - year);
  site.build();
  CHECK(site.built() == site.build_clean());
  site.replace(notice, "Mật.", "Một đoạn dài hơn.", now - 2 * year);
  site.replace("data/huyen/thu-tuc/bang.csv", "1500000", "1600000", now - 2 * year);
  site.replace(template_404, "<p>", "<p>Xin lỗi. ", now - 3 * year);
  site.build();
  CHECK(site.built() == site.build_clean());
}

TEST_CASE("an edit dated into the future is built, and so is the one after it") {
  SiteOnDisk site;
  const auto now = site.time(notice);
  site.replace(notice, "Một.", "Mật.", now + year);
  site.build();
  CHECK(site.built() == site.build_clean());
  site.replace(notice, "Mật.", "Mặt.", now);  // The clock was set right.
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

TEST_CASE("an edit that keeps size and time of change is built") {
  SiteOnDisk site;
  const std::vector<std::array<std::string, 3>> edits{
      {notice, "Một.", "Mật."},
      {"data/huyen/thu-tuc/bang.csv", "1500000", "1600000"},
      {"themes/mau/strings/vi.json", "Trang", "Trảng"},
      {"site/xa/portal.json", "Cổng", "Cồng"},
      {"content/huyen/van-ban/ban-goc.pdf", "PDF", "FDP"}};
  for (const auto& [path, from, to] : edits) site.replace(path, from, to, site.time(path));
  site.build();
  const std::map<std::string, Files> clean = site.build_clean();
  CHECK(site.built() == clean);
  CHECK(clean.at("huyen").at("van-ban/2023/thong-bao/index.html").find("Mật.") !=
        std::string::npos);
}

TEST_CASE("an edit that the file system does not tell of is built when everything is read again") {
  /// As after a restored image of a disk, or on a network disk that keeps no times.
  class Timeless : public BorrowedDisk {
   public:
    using BorrowedDisk::BorrowedDisk;
    std::vector<FileEntry> list(std::string_view folder,
                                std::vector<Diagnostic>& problems) const override {
      std::vector<FileEntry> files = BorrowedDisk::list(folder, problems);
      for (FileEntry& file : files) file.stamp = {1, 1};
      return files;
    }
  };
  EditedSite site;
  Timeless source(site.source);
  std::map<std::string, MemoryDisk> outputs;
  const auto build = [&](bool reread) {
    Report report;
    pipeline::Options options;
    options.today = text::date_of_day(site.today);
    options.program = "test";
    options.reread = reread;
    const pipeline::Context ctx{source, report, options};
    pipeline::build_portals(ctx, pipeline::portal_ids(ctx), [&](const std::string& portal) {
      return std::make_unique<BorrowedDisk>(outputs[portal]);
    });
    REQUIRE_FALSE(report.has_errors());
    std::map<std::string, Files> built;
    for (const auto& [portal, disk] : outputs) built[portal] = files_of(disk);
    return built;
  };
  const auto edit = [&](const std::string& path, std::string_view from, std::string_view to) {
    std::string text = *site.source.read(path);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    REQUIRE(site.source.write(path, text.replace(at, from.size(), to)));
  };
  const std::map<std::string, Files> before = build(false);
  edit(notice, "Một.", "Mật.");
  edit("content/huyen/van-ban/ban-goc.pdf", "PDF", "FDP");
  CHECK(build(false) == before);  // Or there would be no need of rereading.
  CHECK(build(true) == site.build_clean());
  CHECK(build(false) == site.build_clean());  // What was reread is what is remembered.
}
