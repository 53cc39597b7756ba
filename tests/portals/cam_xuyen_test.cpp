// Holds the pages of the Cẩm Xuyên portal against the công văn, which names no date anywhere.
#include <regex>

#include "portals/built_portal.h"

using namespace minhbach;

namespace {

constexpr std::string_view plan = "ke-hoach/tuyen-truyen-cchc-2024/";

}  // namespace

TEST_CASE("Cẩm Xuyên: no duty has a due day, and the reports say that none was given") {
  REQUIRE_FONTS();
  const std::string folder = "data/cam-xuyen/" + std::string(plan);
  std::vector<Node> duties = nodes_in(folder + "nhiem-vu");
  REQUIRE(duties.size() == 8);
  const Node record = read_node(folder + "ke-hoach.json");
  for (const Node& report : items_of(record, "bao_cao")) duties.push_back(report);
  for (const Node& duty : duties) {
    for (const Node& recurrence : items_of(duty, "tan_suat")) {
      CHECK(recurrence.find("han") == nullptr);
      CHECK(recurrence.find("ngay") == nullptr);
    }
    CHECK_FALSE(std::regex_search(text_of(duty, "thoi_gian"), std::regex("[0-9]/[0-9]")));
  }
  const std::string words =
      words_of(main_of(portal("cam-xuyen"), std::string(plan) + "index.html"));
  CHECK(count_of(words, "(không nêu ngày)") == 2);
}

TEST_CASE("Cẩm Xuyên: the commune report lists what the công văn wants counted") {
  REQUIRE_FONTS();
  const std::string words =
      words_of(main_of(portal("cam-xuyen"), std::string(plan) + "index.html"));
  for (const char* wanted :
       {"Số lượng lớp tập huấn, tọa đàm", "Số tin bài, tờ rơi, tài liệu tuyên truyền",
        "Hình thức tuyên truyền khác"})
    CHECK(words.find(wanted) != std::string::npos);
}
