// Which outputs each named edit rewrites: the lists are in named_edits.txt.
// Rewrite them with MINHBACH_UPDATE_GOLDEN=1 build/debug/tests/incremental/test_incremental, then
// read the diff.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "edited_site.h"

using namespace minhbach;

namespace {

using Paths = std::vector<std::string>;

const std::string lists_file = SOURCE_FOLDER "/tests/incremental/named_edits.txt";

void replace(EditedSite& site, const std::string& path, std::string_view from,
             std::string_view to) {
  std::string text = *site.source.read(path);
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(site.source.write(path, text.replace(at, from.size(), to)));
}

void append(EditedSite& site, const std::string& path, const std::string& text) {
  REQUIRE(site.source.write(path, *site.source.read(path) + text));
}

/// The outputs of all portals that the next build creates, replaces or removes. A page that is made
/// again and comes out as it was is not among them.
Paths rewritten(EditedSite& site) {
  for (auto& [portal, disk] : site.outputs) disk.forget();
  const EditedSite::Run run = site.build();
  INFO(run.printed);
  REQUIRE(run.sound);
  Paths out;
  for (const auto& [portal, disk] : site.outputs) {
    for (const std::string& path : disk.touched()) {
      if (!path.starts_with(".minhbach/")) out.push_back(portal + "/" + path);
    }
  }
  return out;
}

struct NamedEdit {
  std::string name;
  std::function<void(EditedSite&)> make;
};

/// A document of the year 2024 that nothing refers to; another one of that year is of 17 May.
const std::string meeting = "content/huyen/van-ban/lich-hop.md";

std::vector<NamedEdit> named_edits() {
  return {
      {"a paragraph added to a body",
       [](EditedSite& site) {
         append(site, "content/huyen/van-ban/thong-bao.md", "\nThêm một đoạn.\n");
       }},
      {"a title",
       [](EditedSite& site) {
         replace(site, "content/huyen/van-ban/thong-bao.md", "tieu_de: ", "tieu_de: Mới - ");
       }},
      {"a date that moves a record in lists",
       [](EditedSite& site) { replace(site, meeting, "2024-03-01", "2024-09-01"); }},
      {"a record deleted", [](EditedSite& site) { REQUIRE(site.source.remove(meeting)); }},
      {"a record added",
       [](EditedSite& site) {
         REQUIRE(site.source.write("content/huyen/van-ban/bao-cao.md",
                                   "---\ntieu_de: Báo cáo\nso_ky_hieu: 9/BC\n"
                                   "ngay_ban_hanh: 2025-02-03\n---\nMột đoạn.\n"));
       }},
      {"what a theme asks to be published",
       [](EditedSite& site) {
         replace(site, "data/huyen/ke-hoach/minh-bach/chu-de/cong-khai.json", "hoi_dap", "van_ban");
       }},
      {"the content group of an indicator",
       [](EditedSite& site) {
         replace(site, "data/huyen/ke-hoach/minh-bach/chi-tieu/CT2.json", "\"thu_tuc\"",
                 "\"khac\"");
       }},
      {"a template of one page",
       [](EditedSite& site) {
         replace(site, "themes/mau/templates/404.html", "<p>", "<p>Xin lỗi. ");
       }},
      {"a template of records",
       [](EditedSite& site) {
         replace(site, "themes/mau/templates/ban-ghi.html", "Tham khảo", "Để tham khảo");
       }},
      {"a string of the theme",
       [](EditedSite& site) {
         replace(site, "themes/mau/strings/vi.json", "chưa công bố", "chưa được công bố");
       }},
      {"a type's label",
       [](EditedSite& site) {
         replace(site, "site/types/hoi_dap.schema.json", "\"title\": \"", "\"title\": \"Mới: ");
       }},
      {"a portal's title",
       [](EditedSite& site) {
         replace(site, "site/xa/portal.json", "\"ten\": \"", "\"ten\": \"Mới ");
       }},
      {"an attachment's bytes",
       [](EditedSite& site) { append(site, "content/huyen/van-ban/ban-goc.pdf", "thêm"); }},
      {"another picture",
       [](EditedSite& site) {
         const RealDisk samples(SOURCE_FOLDER "/tests/unit/images/files");
         REQUIRE(site.source.write("content/huyen/van-ban/so-do.png", *samples.read("co-chu.png")));
       }},
      {"a style sheet",
       [](EditedSite& site) { append(site, "themes/mau/assets/css/chinh.css", "p{margin:0}\n"); }},
      {"another day", [](EditedSite& site) { site.today += 1; }},
      {"an output deleted by hand",
       [](EditedSite& site) { REQUIRE(site.outputs["huyen"].remove("404.html")); }},
      {"nothing", [](EditedSite&) {}},
  };
}

/// By name of the edit. The file has "## name" and then a path a line.
std::map<std::string, Paths> read_lists() {
  std::map<std::string, Paths> lists;
  std::ifstream in(lists_file);
  std::string name;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) {
      name = line.substr(3);
      lists[name];
    } else if (!line.empty() && !name.empty()) {
      lists[name].push_back(line);
    }
  }
  return lists;
}

std::string to_text(const NamedEdit& edit, const Paths& paths) {
  std::string text = "## " + edit.name + "\n";
  for (const std::string& path : paths) text += path + "\n";
  return text + "\n";
}

}  // namespace

TEST_CASE("each named edit rewrites the outputs of its list and no other") {
  const std::map<std::string, Paths> lists = read_lists();
  std::string all =
      "The outputs that each edit rewrites in the golden site hai-cong; see "
      "named_edits_test.cpp.\n\n";
  for (const NamedEdit& edit : named_edits()) {
    INFO(edit.name);
    EditedSite site;
    REQUIRE(site.source.write(meeting,
                              "---\ntieu_de: Lịch họp\nso_ky_hieu: 4/TB\n"
                              "ngay_ban_hanh: 2024-03-01\n---\nThứ Hai.\n"));
    REQUIRE(site.build().sound);
    edit.make(site);
    const Paths paths = rewritten(site);
    fmt::print("{}: {} outputs rewritten\n", edit.name, paths.size());
    all += to_text(edit, paths);
    CHECK(site.built() == site.build_clean());
    if (std::getenv("MINHBACH_UPDATE_GOLDEN") != nullptr) continue;
    REQUIRE(lists.contains(edit.name));
    CHECK(to_text(edit, paths) == to_text(edit, lists.at(edit.name)));
  }
  if (std::getenv("MINHBACH_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(lists_file) << all;
  } else {
    CHECK(lists.size() == named_edits().size());
  }
}
