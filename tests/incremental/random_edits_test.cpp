// Whatever is edited, an incremental build gives the bytes of a clean one and rewrites nothing
// else.
#include <cstdlib>
#include <random>

#include <fmt/format.h>

#include "edited_site.h"

using namespace minhbach;

namespace {

/// Random choices that are the same on every machine.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return engine_() % limit; }
  const std::string& one_of(const std::vector<std::string>& items) {
    return items[below(items.size())];
  }

 private:
  std::mt19937 engine_;
};

const std::vector<std::string> words{"đất đai",       "kế hoạch", "công khai",     "Ưu đãi",
                                     "thủ tục",       "năm 2025", "hộ kinh doanh", "<b>&",
                                     "lịch tiếp dân", "\"nháy\"", "Đường bộ"};

std::vector<std::string> paths_with(const EditedSite& site, std::string_view start,
                                    std::string_view ending) {
  std::vector<std::string> out;
  for (const auto& [path, bytes] : files_of(site.source)) {
    if (path.starts_with(start) && path.ends_with(ending)) out.push_back(path);
  }
  return out;
}

/// Replaces the text between `before` and `after` behind it, at a random one of its places.
bool replace_between(EditedSite& site, Dice& dice, const std::string& path, std::string_view before,
                     std::string_view after, const std::string& text) {
  std::string bytes = *site.source.read(path);
  std::vector<std::size_t> places;
  for (std::size_t at = bytes.find(before); at != std::string::npos;
       at = bytes.find(before, at + 1)) {
    places.push_back(at + before.size());
  }
  if (places.empty()) return false;
  const std::size_t from = places[dice.below(places.size())];
  const std::size_t to = bytes.find(after, from);
  if (to == std::string::npos) return false;
  (void)site.source.write(path, bytes.replace(from, to - from, text));
  return true;
}

std::string new_text(Dice& dice) {
  return dice.one_of(words) + " " + std::to_string(dice.below(100));
}

/// Makes one edit and says which; "" when there was nothing to edit that way.
std::string edit(EditedSite& site, Dice& dice) {
  const auto some = [&](std::string_view start, std::string_view ending) -> std::string {
    const std::vector<std::string> paths = paths_with(site, start, ending);
    return paths.empty() ? "" : dice.one_of(paths);
  };
  const auto append = [&](const std::string& path, const std::string& text) {
    (void)site.source.write(path, *site.source.read(path) + text);
  };
  switch (dice.below(16)) {
    case 0:
    case 1:
      if (const std::string path = some("content/", ".md"); !path.empty()) {
        append(path, "\n## " + new_text(dice) + "\n\nMột đoạn " + new_text(dice) + ".\n");
        return "body of " + path;
      }
      break;
    case 2:
    case 3:
      if (const std::string path = some("content/", ".md"); !path.empty()) {
        const bool done =
            replace_between(site, dice, path, "\ntieu_de: ", "\n",
                            "'" + dice.one_of({"Thông báo", "Kế hoạch", "Đề án", "Áp phích"}) +
                                " " + std::to_string(dice.below(50)) + "'");
        return done ? "title of " + path : "";
      }
      break;
    case 4:
      if (const std::string path = some("content/", ".md"); !path.empty()) {
        const std::string date =
            fmt::format("20{}-0{}-1{}", 20 + dice.below(7), 1 + dice.below(9), dice.below(10));
        const bool done = replace_between(site, dice, path, "ngay_ban_hanh: ", "\n", date);
        return done ? "date of " + path : "";
      }
      break;
    case 5:
      if (const std::string path = some("content/", ".md"); !path.empty()) {
        const std::string to =
            path.substr(0, path.size() - 3) + "-" + std::to_string(dice.below(5)) + ".md";
        const std::string bytes = *site.source.read(path);
        if (dice.below(2) == 0) (void)site.source.remove(path);
        (void)site.source.write(to, bytes);
        return "copy or rename of " + path;
      }
      break;
    case 6:
      if (const std::string path = some("content/", ".md"); !path.empty()) {
        (void)site.source.remove(path);
        return "deletion of " + path;
      }
      break;
    case 7:
      if (const std::string path = some("data/", ".json"); !path.empty()) {
        const bool done = replace_between(
            site, dice, path, dice.one_of({"\"ten\": \"", "\"tom_tat\": \"", "\"noi_dung\": \""}),
            "\"", dice.one_of({"Tên một", "Tên hai", "Đơn vị"}));
        return done ? "name in " + path : "";
      }
      break;
    case 8:
      if (const std::string path = some("data/", ".csv"); !path.empty()) {
        const std::string bytes = *site.source.read(path);
        const std::size_t last = bytes.rfind('\n', bytes.size() - 2);
        if (last == std::string::npos || last < 200) return "";
        (void)site.source.write(path, bytes.substr(0, last + 1));
        return "last row of " + path;
      }
      break;
    case 9:
      if (const std::string path = some("themes/", ".html"); !path.empty()) {
        append(path, "<p>" + std::to_string(dice.below(10)) + "</p>\n");
        return "template " + path;
      }
      break;
    case 10:
      if (const std::string path = some("themes/", "vi.json"); !path.empty()) {
        const bool done = replace_between(site, dice, path, "\": \"", "\"",
                                          dice.one_of({"chữ một", "chữ hai", "chữ ba"}));
        return done ? "string in " + path : "";
      }
      break;
    case 11:
      if (const std::string path = some("themes/", ".css"); !path.empty()) {
        append(path, "/* " + std::to_string(dice.below(10)) + " */\n");
        return "style " + path;
      }
      break;
    case 12:
      if (const std::string path = some("site/", "portal.json"); !path.empty()) {
        const bool done =
            replace_between(site, dice, path, dice.one_of({"\"mo_ta\": \"", "\"ten\": \""}), "\"",
                            dice.one_of({"Mô tả một", "Mô tả hai"}));
        return done ? "portal " + path : "";
      }
      break;
    case 13:
      if (const std::string path = some("site/types/", ".json"); !path.empty()) {
        const bool done = replace_between(site, dice, path, "\"title\": \"", "\"",
                                          dice.one_of({"Nhãn một", "Nhãn hai"}));
        return done ? "label in " + path : "";
      }
      break;
    case 14:
      if (dice.below(2) == 0) {
        (void)site.source.write("site/huyen/static/them-" + std::to_string(dice.below(3)) + ".txt",
                                new_text(dice));
        return "static file";
      }
      for (auto& [portal, disk] : site.outputs) {
        const Files files = files_of(disk);
        if (files.empty()) continue;
        (void)disk.remove(
            std::next(files.begin(), static_cast<std::ptrdiff_t>(dice.below(files.size())))->first);
        return "an output gone from " + portal;
      }
      break;
    default: site.today += static_cast<std::int64_t>(dice.below(400)); return "another day";
  }
  return "";
}

std::size_t wanted_edits() {
  const char* wanted = std::getenv("MINHBACH_EDITS");
  return wanted != nullptr ? static_cast<std::size_t>(std::atoll(wanted)) : 250;
}

void check_equal(const std::map<std::string, Files>& clean,
                 const std::map<std::string, Files>& built) {
  for (const auto& [portal, files] : clean) {
    const Files& other = built.at(portal);
    for (const auto& [path, bytes] : files) {
      INFO(portal << "/" << path);
      REQUIRE(other.contains(path));
      REQUIRE(other.at(path) == bytes);
    }
    REQUIRE(other.size() == files.size());
  }
}

}  // namespace

TEST_CASE(
    "after any edit an incremental build equals a clean one, and rewrites only what changed") {
  std::size_t edits = 0, refused = 0, kept = 0;
  const std::size_t wanted = wanted_edits();
  for (unsigned seed = 1; edits < wanted; ++seed) {
    EditedSite site(seed % 3 == 0 ? "chia-se" : "hai-cong");
    Dice dice(seed);
    REQUIRE(site.build().sound);
    // A site that was edited beyond use is given up for a fresh one.
    for (std::size_t step = 0; step < 50 && edits < wanted; ++step) {
      const Files before = files_of(site.source);
      const std::int64_t day = site.today;
      const std::string what = edit(site, dice);
      if (what.empty()) continue;
      INFO("seed " << seed << ", step " << step << ": " << what);
      ++edits;
      const std::map<std::string, Files> shown = site.built();
      for (auto& [portal, disk] : site.outputs) disk.forget();
      const EditedSite::Run run = site.build();
      if (!run.sound) {
        // An edit with an error writes nothing; it is taken back.
        ++refused;
        REQUIRE(site.built() == shown);
        for (const auto& [path, bytes] : files_of(site.source)) {
          if (!before.contains(path)) (void)site.source.remove(path);
        }
        for (const auto& [path, bytes] : before) (void)site.source.write(path, bytes);
        site.today = day;
        continue;
      }
      check_equal(site.build_clean(), site.built());
      for (const auto& [portal, disk] : site.outputs) {
        for (const std::string& path : disk.touched()) {
          if (path.starts_with(".minhbach/")) continue;
          const Files& old = shown.at(portal);
          const bool same =
              old.contains(path) && disk.is_file(path) && old.at(path) == *disk.read(path);
          INFO(portal << "/" << path << " was rewritten with the bytes it had");
          REQUIRE_FALSE(same);
        }
        kept += files_of(disk).size() - std::min(files_of(disk).size(), disk.touched().size());
      }
    }
  }
  CHECK(refused < edits);
  CHECK(kept > edits);
  WARN(edits << " edits, " << refused
             << " of them refused as errors; incremental equals clean after each");
}
