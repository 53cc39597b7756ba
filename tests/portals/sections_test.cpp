// What a reader finds where a portal has nothing of its own yet, and that an archive takes nothing
// in.
#include <algorithm>

#include <set>

#include "portals/built_portal.h"

using namespace minhbach;

namespace {

/// The tasks and themes of a portal's plans that ask for content of `type`, as the ends of their
/// addresses: "/nhiem-vu/lg-1.1/".
std::vector<std::string> asking(const std::string& portal, const std::string& type) {
  std::vector<std::string> out;
  const std::string plans = "data/" + portal + "/ke-hoach";
  for (const std::string& plan : repository().folders(plans)) {
    for (const char* kind : {"/nhiem-vu/", "/chu-de/"}) {
      for (const Node& record : nodes_in(plans + "/" + plan + kind)) {
        const std::vector<Node> types = items_of(record, "loai_noi_dung");
        if (std::none_of(types.begin(), types.end(), [&](const Node& t) { return t.text == type; }))
          continue;
        std::string id = text_of(record, "id");
        std::transform(id.begin(), id.end(), id.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        out.push_back(kind + id + "/");
      }
    }
  }
  return out;
}

/// Where a type's list stands: its addresses up to what tells one record from another.
std::string folder_of(const std::string& type) {
  const std::string url = text_of(read_node("site/types/" + type + ".schema.json"), "x-url");
  return url.substr(1, url.find("/{") - 1);
}

}  // namespace

TEST_CASE("a section without content of its own says so and leads to what asks for it") {
  REQUIRE_FONTS();
  std::set<std::string> empty_types;
  for (const char* id : {"lang-giang", "cam-xuyen", "luc-nam", "tra-bong", "duc-phong"}) {
    std::size_t empty = 0;
    for (const Node& section :
         items_of(read_node("site/" + std::string(id) + "/portal.json"), "muc")) {
      const std::string type = text_of(section, "loai");
      const std::string page = main_of(portal(id), folder_of(type) + "/index.html");
      if (words_of(page).find("Chưa công bố. ") == std::string::npos) continue;
      ++empty;
      empty_types.insert(type);
      for (const std::string& address : asking(id, type)) {
        INFO(id << " " << type << " " << address);
        CHECK(page.find(address) != std::string::npos);
      }
    }
    INFO(id);
    CHECK(empty > 0);
  }
  // All that a body may owe; plans, offices and instruments are there in each portal.
  for (const char* type : {"bao_cao", "cap_phep_xay_dung", "du_an", "gia_vlxd", "gioi_thieu",
                           "goi_thau", "hoi_dap", "lien_he", "poster", "quy_hoach", "thong_bao",
                           "thu_tuc", "tin_bai", "uu_dai_dau_tu", "video"}) {
    INFO(type);
    CHECK(empty_types.contains(type));
  }
}

TEST_CASE("what has no date is not said to be unpublished") {
  REQUIRE_FONTS();
  // The one document of this commune came without its date.
  const std::string home = words_of(main_of(portal("duc-phong"), "index.html"));
  CHECK(home.find("Mới công bố Chưa có nội dung nào của cổng ghi ngày đăng") != std::string::npos);
}

TEST_CASE("an archive says since when on every page, and takes nothing in") {
  REQUIRE_FONTS();
  for (const char* id : {"lang-giang", "cam-xuyen", "luc-nam", "tra-bong"}) {
    for (const auto& [path, bytes] : portal(id)) {
      if (!path.ends_with("index.html") ||
          bytes.find("http-equiv=\"refresh\"") != std::string::npos)
        continue;
      INFO(id << " " << path);
      CHECK(
          words_of(bytes).find("Trang lưu trữ. Cấp huyện kết thúc hoạt động sau ngày 30/6/2025") !=
          std::string::npos);
      CHECK(bytes.find("method=\"post\"") == std::string::npos);
    }
  }
}
