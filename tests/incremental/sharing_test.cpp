// Edits of what portals share: mounted records, local values, translations, placements. After each
// an incremental build must equal a clean one, and rewrite only what shows the edit.
#include <set>

#include "edited_site.h"

using namespace minhbach;

namespace {

using Paths = std::set<std::string>;

void replace(EditedSite& site, std::string_view path, std::string_view from, std::string_view to) {
  std::string text = *site.source.read(path);
  const std::size_t at = text.find(from);
  INFO(path << " holds no " << from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  REQUIRE(site.source.write(path, text));
}

/// Builds, holds the result against a clean build, and returns the pages that were rewritten in
/// `output`.
Paths rebuilt(EditedSite& site, const std::string& output) {
  for (auto& [name, disk] : site.outputs) disk.forget();
  const EditedSite::Run run = site.build();
  INFO(run.printed);
  REQUIRE(run.sound);
  CHECK(site.built() == site.build_clean());
  Paths out;
  for (const std::string& path : site.outputs[output].touched()) {
    if (path.ends_with(".html")) out.insert(path);
  }
  return out;
}

const std::string mounted = "content/tinh/thu-tuc/1.000003.md";
const std::string own_page = "thu-tuc/1.000003/index.html";

}  // namespace

TEST_CASE("an edit in the body of a mounted record changes its page in all portals that show it") {
  EditedSite site("chia-se");
  rebuilt(site, "xa");
  replace(site, mounted, "Nộp", "Gửi");
  CHECK(rebuilt(site, "xa") == Paths{own_page});
  replace(site, mounted, "Gửi", "Nộp");
  CHECK(rebuilt(site, "tinh") == Paths{own_page});
  replace(site, mounted, "Nộp", "Gửi");
  CHECK(rebuilt(site, "xa@xuc-tien") == Paths{own_page});
  replace(site, mounted, "Gửi", "Nộp");
  CHECK(rebuilt(site, "xa/en").empty());  // Which has a text of its own.
}

TEST_CASE("a field of a mounted record changes where it is shown, unless it is local there") {
  EditedSite site("chia-se");
  rebuilt(site, "xa");
  replace(site, mounted, "phi: 30000", "phi: 35000");
  CHECK(rebuilt(site, "xa") == Paths{own_page});
  replace(site, mounted, "phi: 35000", "phi: 36000");
  CHECK(rebuilt(site, "xa/en") == Paths{own_page});
  const std::string table = "data/tinh/thu-tuc/bang.csv";
  replace(site, table, "50000", "55000");
  CHECK(rebuilt(site, "xa").empty());
}

TEST_CASE("local values that are edited, added and removed") {
  EditedSite site("chia-se");
  rebuilt(site, "xa");
  const std::string local = "data/xa/thu-tuc/1.000001.ghi-de.json";
  replace(site, local, "20000", "25000");
  CHECK(rebuilt(site, "xa") == Paths{"thu-tuc/1.000001/index.html"});
  replace(site, local, "25000", "26000");
  CHECK(rebuilt(site, "tinh").empty());
  REQUIRE(site.source.remove(local));
  CHECK(rebuilt(site, "xa/en") == Paths{"thu-tuc/1.000001/index.html"});
  REQUIRE(site.source.write(local, "{\"ten\": \"Đăng ký đất tại xã\"}"));
  CHECK(rebuilt(site, "xa").contains("muc-luc/index.html"));
  const std::string with_text = "content/xa/thu-tuc/1.000003.ghi-de.yaml";
  replace(site, with_text, "đơn của xã", "đơn tại xã");
  CHECK(rebuilt(site, "xa") == Paths{own_page});
}

TEST_CASE("an agency that a mounted record names is read from the mounted folder") {
  EditedSite site("chia-se");
  rebuilt(site, "xa");
  replace(site, "data/tinh/co-quan/co-quan.json", "UBND tỉnh Mẫu", "UBND tỉnh Mới");
  CHECK(rebuilt(site, "xa") == Paths{"thu-tuc/1.000001/index.html", "thu-tuc/1.000002/index.html"});
  replace(site, "data/xa/co-quan/co-quan.json", "0204 000 200", "0204 000 201");
  CHECK(rebuilt(site, "xa") == Paths{"co-quan/index.html", "co-quan/ubnd/index.html"});
}

TEST_CASE("a translation that comes, is edited and goes changes the pages of its language") {
  EditedSite site("chia-se");
  rebuilt(site, "xa");
  const std::string translation = "content/xa/van-ban/khac.en.md";
  REQUIRE(site.source.write(translation, "---\ntieu_de: Another\n---\nIn English.\n"));
  // The original says that there is one now.
  CHECK(rebuilt(site, "xa") == Paths{"van-ban/2025/van-ban-khac/index.html"});
  replace(site, translation, "In English", "In plain English");
  CHECK(rebuilt(site, "xa/en") == Paths{"van-ban/2025/van-ban-khac/index.html"});
  REQUIRE(site.source.remove(translation));
  CHECK(rebuilt(site, "xa/en").contains("van-ban/2025/van-ban-khac/index.html"));
  CHECK(site.outputs["xa"].read("van-ban/2025/van-ban-khac/index.html")->find("hreflang=\"en\"") ==
        std::string::npos);
  replace(site, "content/xa/van-ban/khac.md", "Chỉ có", "Vẫn chỉ có");
  CHECK(rebuilt(site, "xa/en") == Paths{"van-ban/2025/van-ban-khac/index.html"});
}

TEST_CASE("a translation goes about which something had to be said: no build remembers it") {
  EditedSite site("chia-se");
  const std::string translation = "content/xa/van-ban/thong-bao.en.md";
  replace(site, translation, "English text", "<u>English</u> text");
  rebuilt(site, "xa");
  REQUIRE(site.source.remove(translation));
  CHECK(rebuilt(site, "xa/en").contains("co-quan/ubnd/index.html"));
}

TEST_CASE("a portal's own translation of what it mounts comes, is edited and goes") {
  EditedSite site("chia-se");
  rebuilt(site, "xa");
  const std::string translation = "content/xa/thu-tuc/1.000003.en.md";
  REQUIRE(site.source.write(translation, "---\nten: Words of the commune\n---\nIn the commune.\n"));
  CHECK(rebuilt(site, "xa/en").contains(own_page));
  CHECK(site.outputs["xa/en"].read(own_page)->find("In the commune.") != std::string::npos);
  CHECK(site.outputs["xa/en"].read(own_page)->find("Words of the commune") != std::string::npos);
  replace(site, translation, "In the commune", "At the commune");
  CHECK(rebuilt(site, "xa/en") == Paths{own_page});
  CHECK(rebuilt(site, "tinh").empty());
  REQUIRE(site.source.remove(translation));
  CHECK(rebuilt(site, "xa/en").contains(own_page));
  CHECK(site.outputs["xa/en"].read(own_page)->find("At the commune.") == std::string::npos);
}

TEST_CASE("mounts, provenance and words of portal.json that change") {
  EditedSite site("chia-se");
  rebuilt(site, "xa");
  const std::string portal = "site/xa/portal.json";
  replace(site, portal, "2026-03", "2026-04");
  CHECK(rebuilt(site, "xa") == Paths{"thu-tuc/1.000001/index.html", "thu-tuc/1.000002/index.html",
                                     "thu-tuc/1.000003/index.html"});
  replace(site, portal, "Trang xúc tiến đầu tư.", "Trang xúc tiến.");
  const Paths placed = rebuilt(site, "xa@xuc-tien");
  CHECK(placed.contains("404.html"));
  replace(site, portal, "\"Trụ sở xã Mẫu.\"", "\"Trụ sở mới.\"");
  CHECK(rebuilt(site, "xa@xuc-tien").empty());  // Which has a sentence of its own.
  replace(site, portal, "\"thu_tuc\"\n      ],\n      \"co_quan_cong_bo\"",
          "\"thu_tuc\", \"van_ban\"\n      ],\n      \"co_quan_cong_bo\"");
  CHECK(rebuilt(site, "xa").contains("van-ban/2026/cong-van-cua-tinh/index.html"));
}

TEST_CASE("a portal mounted by another may be built alone and together, in any order") {
  EditedSite site("chia-se");
  REQUIRE(site.build().sound);
  replace(site, mounted, "Cấp bản đồ", "Cấp bản đồ số");
  // One build of all, and one more that finds nothing to do.
  CHECK(rebuilt(site, "xa").contains(own_page));
  CHECK(rebuilt(site, "xa").empty());
}
