// Holds the pages of the Lạng Giang portal against the công văn: tasks without lead, reports,
// amounts.
#include <fmt/format.h>

#include "portals/built_portal.h"

using namespace minhbach;

namespace {

constexpr std::string_view plan = "ke-hoach/tuyen-truyen-ddci-2024/";

std::string words_at(const std::string& path) {
  return words_of(main_of(portal("lang-giang"), std::string(plan) + path + "index.html"));
}

}  // namespace

TEST_CASE("Lạng Giang: the two tasks that build the section name both offices and no lead") {
  REQUIRE_FONTS();
  for (const char* task : {"nhiem-vu/lg-1.3/", "nhiem-vu/lg-2.1/"}) {
    INFO(task);
    const std::string words = words_at(task);
    CHECK(words.find("Chủ trì kế hoạch không nêu Phối hợp") != std::string::npos);
    CHECK(words.find("Phòng Văn hóa và Thông tin") != std::string::npos);
    CHECK(words.find("Văn phòng HĐND và UBND") != std::string::npos);
    CHECK(words.find("Công văn không nêu cơ quan chủ trì chuyên mục") != std::string::npos);
    CHECK(words.find("trước ngày 31/3/2024") != std::string::npos);
  }
}

TEST_CASE("Lạng Giang: the plan page shows the seventeen tasks in the order of the công văn") {
  REQUIRE_FONTS();
  const std::string words = words_at("");
  const std::vector<Node> tasks = nodes_in("data/lang-giang/" + std::string(plan) + "nhiem-vu");
  REQUIRE(tasks.size() == 17);
  std::size_t from = 0;
  for (const Node& task : tasks) {
    const std::string title = fmt::format("{}. {}", text_of(task, "so"), text_of(task, "tom_tat"));
    INFO(title);
    const std::size_t at = words.find(title, from);
    CHECK(at != std::string::npos);
    if (at != std::string::npos) from = at;
  }
}

TEST_CASE("Lạng Giang: the monthly reports and the amounts stand as the công văn has them") {
  REQUIRE_FONTS();
  const std::string words = words_at("");
  CHECK(words.find("trước ngày 15 hàng tháng") != std::string::npos);
  CHECK(words.find("trước ngày 20 hàng tháng") != std::string::npos);
  CHECK(words.find("Nơi nhận Chủ tịch UBND huyện; Sở Thông tin và Truyền thông") !=
        std::string::npos);
  CHECK(
      words_at("nhiem-vu/lg-3.2/").find("Quý II - 2 nội dung; Quý III - 5 nội dung; Quý IV - 3") !=
      std::string::npos);
}

TEST_CASE("Lạng Giang: what the archive wrote later is not said to be the ended body's") {
  REQUIRE_FONTS();
  const Files& files = portal("lang-giang");
  for (const char* path :
       {"index.html", "papi/index.html", "ddci/index.html", "gioi-thieu/index.html"}) {
    INFO(path);
    const std::string& html = files.at(path);
    CHECK(html.find("\"publisher\"") == std::string::npos);
    CHECK(html.find("\"creator\"") == std::string::npos);
    CHECK(html.find("Phụ trách") == std::string::npos);
    CHECK(html.find("Cơ quan chịu trách nhiệm") == std::string::npos);
  }
  CHECK(words_of(main_of(files, "papi/index.html")).find("Bài giải thích của trang lưu trữ") !=
        std::string::npos);
  // The document of 2024 is.
  const std::string& document =
      files.at("van-ban-chi-dao/cong-van-tuyen-truyen-ddci-2024/index.html");
  CHECK(document.find("\"publisher\"") != std::string::npos);
  CHECK(words_of(document).find("Cơ quan khi đó: Ủy ban nhân dân huyện Lạng Giang") !=
        std::string::npos);
}

TEST_CASE("Lạng Giang: where one would ask, the forms are said to be closed") {
  REQUIRE_FONTS();
  for (const char* path : {"index.html", "hoi-dap/index.html", "tiep-can-thong-tin/index.html"}) {
    INFO(path);
    CHECK(words_of(main_of(portal("lang-giang"), path)).find("các biểu mẫu đã đóng") !=
          std::string::npos);
  }
}

TEST_CASE("Lạng Giang: without reports, the list names those due and who makes them") {
  REQUIRE_FONTS();
  const std::string words = words_of(main_of(portal("lang-giang"), "bao-cao/index.html"));
  CHECK(words.find("LG-R1: Báo cáo kết quả hằng tháng") != std::string::npos);
  CHECK(words.find("LG-R2") != std::string::npos);
  CHECK(words.find("Đơn vị lập: Phòng Văn hóa và Thông tin") != std::string::npos);
  CHECK(words.find("trước ngày 20 hàng tháng") != std::string::npos);
}

TEST_CASE("Lạng Giang: only what the district published itself is news") {
  REQUIRE_FONTS();
  const Files& files = portal("lang-giang");
  CHECK(files.at("atom.xml").find("Công văn giao nhiệm vụ") != std::string::npos);
  CHECK(files.at("atom.xml").find("Nghị định") == std::string::npos);
  CHECK(files.at("atom.xml").find("Luật Tiếp cận") == std::string::npos);
  CHECK(words_of(main_of(files, "index.html")).find("24/06/2026") == std::string::npos);
}
