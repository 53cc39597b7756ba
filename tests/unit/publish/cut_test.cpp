// Runs that are cut off twice at every change they make, and one that then ends: the place is what
// its manifest says, and what was asked for.
#include <map>
#include <set>

#include "cut_target.h"
#include "publish/carry_out.h"
#include "publish_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

namespace fs = std::filesystem;

enum class Kind { same_build, other_build, rollback, adoption };
constexpr Kind all_kinds[] = {Kind::same_build, Kind::other_build, Kind::rollback, Kind::adoption};

struct CutFixture : PublishFixture {
  explicit CutFixture(bool releases) {
    place.has_releases = releases;
    place.kept_versions = 2;
    place.address = (fs::exists("/dev/shm") ? "/dev/shm" + root : root + "/shm") + "/web";
    build(0);
    publish();
    build(1);
    publish();
    fs::remove_all(root + "/public/.minhbach/da-gui-chinh");
  }
  ~CutFixture() {
    fs::remove_all(fs::path(place.address).parent_path());
    fs::remove_all(root + "/saved");
  }

  void build(int version) {
    static const std::vector<std::map<std::string, std::string>> versions{
        {{"index.html", "<p>0</p>"}, {"tai-nguyen/o.00.css", "o"}, {"lien-he/index.html", "cũ"}},
        {{"index.html", "<p>1</p>"},
         {"tai-nguyen/a.11.css", "a"},
         {"lien-he/index.html", "hai"},
         {"yen/index.html", "yên"}},
        {{"index.html", "<p>2</p>"},
         {"tai-nguyen/b.22.css", "b"},
         {"moi/index.html", "mới"},
         {"yen/index.html", "yên"}},
        {{"index.html", "<p>3</p>"},
         {"tai-nguyen/b.22.css", "b"},
         {"lien-he/index.html", "hai"},
         {"khac/index.html", "khác"},
         {"yen/index.html", "yên"}}};
    for (const std::string& path : std::vector<std::string>(paths)) remove_page(path);
    for (const auto& [path, bytes] : versions[static_cast<std::size_t>(version)])
      write_page(path, bytes);
    std::sort(paths.begin(), paths.end());
  }

  /// As it was when first called, from then on.
  void start_again() {
    const std::string place_folder = fs::path(place.address).parent_path();
    const auto options = fs::copy_options::recursive | fs::copy_options::copy_symlinks;
    if (!fs::exists(root + "/saved")) {
      fs::create_directories(root + "/saved");
      fs::copy(place_folder, root + "/saved/place", options);
      fs::copy(root + "/public/.minhbach", root + "/saved/notes", options);
    }
    fs::remove_all(place_folder);
    fs::remove_all(root + "/public/.minhbach");
    fs::copy(root + "/saved/place", place_folder, options);
    fs::copy(root + "/saved/notes", root + "/public/.minhbach", options);
    orders.break_lock = false;
  }

  /// True when it was cut.
  bool run(Kind kind, std::size_t after, bool tears) {
    build(kind == Kind::other_build ? 3 : 2);
    orders.adopt = kind == Kind::adoption;
    const auto inner = folder_target(place.address, 1);
    CutTarget target(*inner, after, tears);
    Report report;
    bool is_cut = false;
    try {
      if (kind == Kind::rollback) {
        publish::roll_back(1, "xa", place, target, orders, report);
      } else {
        publish_site(site(report), place, target, orders, report);
      }
    } catch (const Cut&) {
      is_cut = true;
      orders.break_lock = true;  // Its process is this one, and lives.
    }
    note(report);
    return is_cut;
  }

  std::string at_place(const std::string& path) const { return read(place.address + "/" + path); }

  /// In place; of releases, a run that was cut off may take its own with it.
  std::set<std::string> assets() const {
    std::set<std::string> out;
    const auto target = folder_target(place.address, 1);
    const auto listed = target->list("tai-nguyen");
    for (const Listed& one : *listed) out.insert(one.path);
    return out;
  }

  /// What is not as it should be: "" when all is.
  std::string look() const {
    const auto manifest = read_manifest(at_place(std::string(manifest_path)));
    if (!manifest) return "no manifest";
    const std::string folder = manifest->folder;
    if (folder.empty() == place.has_releases) return "in " + folder;
    if (place.has_releases && fs::read_symlink(place.address + "/hien-tai") != folder)
      return "hien-tai elsewhere than " + folder;
    std::set<std::string> wanted{std::string(manifest_path)};
    const auto check = [&](const Entry& entry) {
      const std::string path = in_folder(folder, entry.path);
      wanted.insert(path);
      return sha256(at_place(path)) == entry.digest;
    };
    for (const Entry& entry : manifest->files)
      if (!check(entry)) return entry.path + " is not as in the manifest";
    for (const Retired& one : manifest->retired)
      if (!check(one.entry)) return one.entry.path + " is not as it was";
    for (const Unsure& one : manifest->unsure) wanted.insert(one.path);
    std::set<std::string> folders;
    for (const Earlier& one : manifest->earlier) {
      folders.insert(one.folder + "/");
      for (const Entry& entry : one.was) wanted.insert(kept_path(entry.digest));
    }
    const auto target = folder_target(place.address, 1);
    const auto listed = target->list("");
    for (const Listed& one : *listed) {
      const bool is_earlier = std::any_of(
          folders.begin(), folders.end(),
          [&](const std::string& each) { return each != "/" && one.path.starts_with(each); });
      if (!is_earlier && !wanted.contains(one.path)) return one.path + " is left over";
    }
    return "";
  }
  std::string look_for_build() const {
    const auto manifest = read_manifest(at_place(std::string(manifest_path)));
    if (!manifest || manifest->files.size() != paths.size()) return "other files";
    for (const std::string& path : paths) {
      const Entry* entry = manifest->find(path);
      if (entry == nullptr || sha256(read(root + "/public/" + path)) != entry->digest)
        return path + " is not what was built";
    }
    return "";
  }
};

/// Three runs; what is wrong then, or "", or "-" when the cuts were beyond their ends.
std::string try_cuts(CutFixture& site, const std::size_t (&cuts)[2], const Kind (&kinds)[3],
                     bool tears) {
  site.start_again();
  if (!site.run(kinds[0], cuts[0], tears)) return "-";
  const bool is_cut = site.run(kinds[1], cuts[1], tears);
  if (!site.codes.empty()) return "the second says " + site.codes.front();
  if (!is_cut) return "-";
  const std::set<std::string> seen = site.assets();
  site.run(kinds[2], 1000, false);
  if (!site.codes.empty()) return "the third says " + site.codes.front();
  if (std::string wrong = site.look(); !wrong.empty()) return wrong;
  for (const std::string& path : seen)  // Somebody may have a page that names it.
    if (!site.assets().contains(path)) return path + " is gone";
  if (kinds[2] == Kind::rollback) return "";
  if (std::string wrong = site.look_for_build(); !wrong.empty()) return wrong;
  site.orders.adopt = site.orders.break_lock = false;
  site.roll_back(1);
  // Where files tear, one that was only to be mended may have been the last of its bytes.
  if (tears && site.codes == Codes{"MB1431"}) return "";
  if (!site.codes.empty()) return "going back says " + site.codes.front();
  return site.look();
}

}  // namespace

TEST_CASE("cut off twice at any change, the next run leaves what its manifest says") {
  for (const auto& [releases, tears] : {std::pair{false, false}, {false, true}, {true, false}}) {
    CutFixture site(releases);
    std::size_t tried = 0;
    for (const Kind first : {Kind::same_build, Kind::rollback}) {
      for (const Kind second : all_kinds) {
        for (std::size_t a = 0;; ++a) {
          std::size_t b = 0;
          for (std::string wrong; wrong != "-"; ++b) {
            const Kind third = all_kinds[(a + b) % 4];
            wrong = try_cuts(site, {a, b}, {first, second, third}, tears);
            INFO("releases " << releases << ", tears " << tears << ", kinds "
                             << static_cast<int>(first) << static_cast<int>(second)
                             << static_cast<int>(third) << ", cut at " << a << " and " << b << ": "
                             << wrong);
            CHECK((wrong.empty() || wrong == "-"));
            tried += wrong != "-";
          }
          if (b == 1) break;  // The first was not cut any more.
        }
      }
    }
    CHECK(tried > 300);
  }
}

TEST_CASE("cut off twice before anything was published there, the next run is the first") {
  for (const bool releases : {false, true}) {
    for (std::size_t a = 1; a < 8; ++a) {
      for (std::size_t b = 0; b < 12; ++b) {
        PublishFixture site;
        site.place.has_releases = releases;
        for (const std::size_t cut : {a, b}) {
          const auto inner = folder_target(site.place.address, 1);
          CutTarget target(*inner, cut, false);
          Report report;
          try {
            publish_site(site.site(report), site.place, target, site.orders, report);
          } catch (const Cut&) {
          }
          site.orders.break_lock = true;
        }
        INFO("releases " << releases << ", cut at " << a << " and " << b);
        CHECK(site.publish().is_done);
        CHECK(site.codes == Codes{});
        CHECK(site.web(releases ? "hien-tai/index.html" : "index.html") == "<p>một</p>");
        if (releases)
          CHECK(std::distance(fs::directory_iterator(site.place.address + "/ban"), {}) <= 3);
      }
    }
  }
}
