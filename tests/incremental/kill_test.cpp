// Kills builds at random moments: no file is torn, and the next build gives what a clean one does.
// More kills by hand: MINHBACH_KILLS=1000 build/release/tests/incremental/test_kill
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <thread>
#include <tuple>

#include <sys/stat.h>

#include <fmt/format.h>

#include "support/catch.h"
#include "support/running_program.h"
#include "unit/disk/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono_literals::operator""us;
using Tree = std::map<std::string, std::string>;

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Files on their way that a killed build left.
bool is_leftover(const std::string& path) {
  return fs::path(path).filename().string().starts_with(".minhbach-");
}

/// What visitors are given: neither leftovers nor the generator's own notes.
Tree published(const std::string& folder) {
  Tree tree;
  if (!fs::exists(folder)) return tree;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string().substr(folder.size() + 1);
    const bool is_note = path.find("/.minhbach/") != std::string::npos;
    if (entry.is_regular_file() && !is_note && !is_leftover(path)) {
      tree[path] = read_text(entry.path().string());
    }
  }
  return tree;
}

std::size_t count_leftovers(const std::string& folder) {
  std::size_t count = 0;
  if (!fs::exists(folder)) return count;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    count += is_leftover(entry.path().string());
  }
  return count;
}

/// One output, watched until a build touches it.
class Witness {
 public:
  explicit Witness(std::string path) : path_(std::move(path)), before_(state()) {}

  /// Returns at once when it is touched, or when the program ends.
  void wait(RunningProgram& program) const {
    while (state() == before_ && !program.has_ended()) {
    }
  }

 private:
  using State = std::tuple<ino_t, off_t, std::int64_t, std::int64_t>;

  State state() const {
    struct stat found {};
    if (::stat(path_.c_str(), &found) != 0) return {};
    return {found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
  }

  std::string path_;
  State before_;
};

/// The paths at which two trees differ.
std::vector<std::string> differences(const Tree& a, const Tree& b) {
  std::vector<std::string> paths;
  for (const auto& [path, bytes] : a) {
    if (const auto other = b.find(path); other == b.end() || other->second != bytes)
      paths.push_back(path);
  }
  for (const auto& [path, bytes] : b) {
    if (!a.contains(path)) paths.push_back(path);
  }
  return paths;
}

/// The golden site hai-cong with a few hundred records more, on the disk.
class KilledSite {
 public:
  explicit KilledSite(unsigned seed) : dice_(seed) {
    fs::create_directories(source());
    for (const char* part : {"content", "data", "site", "themes"}) {
      fs::copy(SOURCE_FOLDER "/tests/sites/hai-cong/" + std::string(part), source() + "/" + part,
               fs::copy_options::recursive);
    }
    for (int i = 0; i < 200; ++i) add_record();
  }

  std::string source() const { return folder_.path + "/trang"; }
  std::string out() const { return folder_.path + "/ra"; }
  std::string unharmed() const { return folder_.path + "/nguyen"; }
  std::string printed() const { return read_text(folder_.path + "/in-ra"); }

  std::size_t below(std::size_t limit) { return dice_() % limit; }

  RunningProgram start_build(const std::string& out) const {
    return RunningProgram(
        {PROGRAM, "--goc", source(), "build", "--ngay", "2026-07-05", "--out", out},
        folder_.path + "/in-ra");
  }

  void build(const std::string& out) const {
    RunningProgram program = start_build(out);
    program.end();
    INFO(printed());
    REQUIRE(program.exit_code() == 0);
    REQUIRE(printed().find(".minhbach/") == std::string::npos);  // No notes of ours were torn.
  }

  Tree build_clean() const {
    const std::string clean = folder_.path + "/sach";
    fs::remove_all(clean);
    build(clean);
    return published(clean);
  }

  /// How long a build after the same edits takes when it is not killed, in a folder of its own.
  std::chrono::microseconds measure() const {
    const Clock::time_point start = Clock::now();
    build(unharmed());
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  }

  /// The next builds are a portal's first.
  void remove_outputs() const {
    fs::remove_all(out());
    fs::remove_all(unharmed());
  }

  std::string edit() {
    std::string said;
    for (std::size_t count = 1 + below(3); count > 0; --count) said += edit_once() + "; ";
    return said;
  }

 private:
  std::string record(int number) const {
    return fmt::format("{}/content/huyen/van-ban/them-{:04}.md", source(), number);
  }

  void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }

  /// Another one each time, because addresses are made of titles.
  std::string new_title() { return fmt::format("Văn bản {} số {}", below(1000), ++titles_); }

  void add_record() {
    const int number = next_++;
    std::string head =
        fmt::format("---\ntieu_de: {}\nso_ky_hieu: {}/VB\nngay_ban_hanh: 2025-0{}-1{}\n",
                    new_title(), number, 1 + below(9), below(10));
    if (number % 16 == 0) {  // Large enough for a kill in the middle of a write.
      const std::string file = fmt::format("tep-{:04}.pdf", number);
      head += "tep:\n  - " + file + "\n";
      std::string bytes(100000, '\0');
      for (char& byte : bytes) byte = static_cast<char>(dice_());
      write(source() + "/content/huyen/van-ban/" + file, bytes);
    }
    write(record(number), head + "---\n## Nội dung\n\nMột đoạn.\n");
    records_.push_back(number);
  }

  void replace_line(const std::string& path, const std::string& start, const std::string& line) {
    std::string text = read_text(path);
    const std::size_t from = text.find(start);
    const std::size_t to = text.find('\n', from);
    write(path, text.replace(from, to - from, start + line));
  }

  std::string edit_once() {
    const std::size_t which = below(records_.size());
    const std::string path = record(records_[which]);
    switch (below(8)) {
      case 0: write(path, read_text(path) + fmt::format("\nThêm {}.\n", dice_())); return "body";
      case 1: replace_line(path, "tieu_de: ", new_title()); return "title";
      case 2:
        replace_line(path, "ngay_ban_hanh: ", fmt::format("202{}-05-17", below(7)));
        return "date";
      case 3:
        fs::remove(path);
        records_.erase(records_.begin() + static_cast<std::ptrdiff_t>(which));
        return "deletion";
      case 4: add_record(); return "addition";
      case 5: {
        const std::string sheet = source() + "/themes/mau/assets/css/chinh.css";
        write(sheet, read_text(sheet) + fmt::format("/* {} */\n", dice_()));
        return "style sheet";
      }
      case 6: {
        const std::string frame = source() + "/themes/mau/templates/khung.html";
        write(frame, read_text(frame) + fmt::format("<!-- {} -->\n", dice_()));
        return "template";
      }
      default:
        for (int i = 0; i < 20; ++i) add_record();
        return "20 additions";
    }
  }

  TemporaryFolder folder_;
  std::mt19937 dice_;
  std::vector<int> records_;
  int next_ = 1;
  int titles_ = 0;
};

std::size_t wanted_kills() {
  const char* wanted = std::getenv("MINHBACH_KILLS");
  return wanted != nullptr ? static_cast<std::size_t>(std::atoll(wanted)) : 25;
}

unsigned chosen_seed() {
  const char* seed = std::getenv("MINHBACH_SEED");
  return seed != nullptr ? static_cast<unsigned>(std::atoll(seed)) : std::random_device()();
}

/// Every file of `now` has the bytes of one of the others, and none that is in both is gone.
void check_not_torn(const Tree& now, const Tree& before, const Tree& after) {
  for (const auto& [path, bytes] : now) {
    const auto has = [&, &file = path, &own = bytes](const Tree& tree) {
      const auto found = tree.find(file);
      return found != tree.end() && found->second == own;
    };
    INFO(path << " is neither what it was nor what it was to be");
    REQUIRE((has(before) || has(after)));
  }
  for (const auto& [path, bytes] : before) {
    INFO(path << " is gone");
    REQUIRE((now.contains(path) || !after.contains(path)));
  }
}

}  // namespace

TEST_CASE("a killed build tears no file, and the next one gives the bytes of a clean build") {
  const unsigned seed = chosen_seed();
  fmt::print("kill test: MINHBACH_SEED={}\n", seed);
  INFO("MINHBACH_SEED=" << seed);
  KilledSite site(seed);
  site.build(site.out());
  const std::chrono::microseconds whole = site.measure();

  const std::size_t wanted = wanted_kills();
  std::size_t kills = 0, late = 0, midway = 0, with_leftovers = 0, left_behind = 0;
  Tree shown = published(site.out());
  while (kills < wanted && late < 4 * wanted + 20) {
    if (kills % 8 == 7) {  // A portal's first build.
      site.remove_outputs();
      shown.clear();
    }
    const std::string edits = site.edit();
    INFO("kill " << kills << ", after " << edits);
    const Tree after = site.build_clean();
    const std::size_t duration = static_cast<std::size_t>(site.measure().count());
    const std::vector<std::string> changes = differences(shown, after);

    // Half of them at any moment; half when a certain output has just been touched, because the
    // writes take only a small part of the time.
    if (changes.empty() || site.below(2) == 0) {
      RunningProgram program = site.start_build(site.out());
      std::this_thread::sleep_for(site.below(duration) * 1us);
      ++(program.end(SIGKILL) ? late : kills);
    } else {
      const Witness witness(site.out() + "/" + changes[site.below(changes.size())]);
      RunningProgram program = site.start_build(site.out());
      witness.wait(program);
      ++(program.end(SIGKILL) ? late : kills);
    }
    const Tree before = std::exchange(shown, published(site.out()));
    check_not_torn(shown, before, after);
    midway += shown != before && shown != after;
    with_leftovers += count_leftovers(site.out()) > 0;

    if (site.below(4) == 0) continue;  // More edits and another kill before any repair.
    site.build(site.out());
    shown = published(site.out());
    check_not_torn(shown, after, after);
    REQUIRE(shown.size() == after.size());
    left_behind += count_leftovers(site.out());
  }
  CHECK(kills == wanted);
  CHECK(left_behind == 0);
  fmt::print(
      "kill test: a whole build takes {:.0f} ms; {} kills, {} of them between the first and the "
      "last write, {} with a file on its way; {} signals came too late\n",
      static_cast<double>(whole.count()) / 1000, kills, midway, with_leftovers, late);
}
