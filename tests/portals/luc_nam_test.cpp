// Holds the pages of the Lục Nam portal against the data of its plan.
#include <set>

#include <fmt/format.h>

#include "portals/built_portal.h"
#include "support/link_check.h"

using namespace minhbach;

namespace {

constexpr std::string_view plan_folder = "data/luc-nam/ke-hoach/minh-bach-2024";

/// From the table of indicators and tasks on: what stands before are charts and filters of the
/// same.
std::string plan_page() {
  const std::string page = main_of(portal("luc-nam"), "ke-hoach/minh-bach-2024/index.html");
  const std::size_t table = page.find("bang-ke-hoach");
  REQUIRE(table != std::string::npos);
  return page.substr(table);
}

}  // namespace

TEST_CASE(
    "the plan page shows the eight indicators in order, five with their target and three without") {
  REQUIRE_FONTS();
  const std::string words = words_of(plan_page());
  const std::vector<Node> indicators = nodes_in(std::string(plan_folder) + "/chi-tieu");
  REQUIRE(indicators.size() == 8);
  // As domain.md C2 of the plan's source has them; "" where no target was set.
  const std::vector<std::string> targets{"3,4", "50", "", "50,6", "", "57", "", "83"};
  std::size_t from = 0;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const std::string title = fmt::format("{}. {}", i + 1, text_of(indicators[i], "ten"));
    INFO(title);
    const std::size_t at = words.find(title, from);
    REQUIRE(at != std::string::npos);
    const std::string shown =
        targets[i].empty() ? "chưa giao chỉ tiêu" : "trên hoặc bằng " + targets[i];
    const std::size_t target = words.find(shown, at);
    CHECK(target < at + title.size() + 40);
    from = at + title.size();
  }
  CHECK(count_of(words, "chưa giao chỉ tiêu") == 3);
}

TEST_CASE("the plan page shows the nineteen tasks in order, each with who leads it and when") {
  REQUIRE_FONTS();
  const std::string page = plan_page();
  const std::string words = words_of(page);
  const std::vector<Node> tasks = nodes_in(std::string(plan_folder) + "/nhiem-vu");
  REQUIRE(tasks.size() == 19);
  std::size_t from = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const std::string title =
        fmt::format("{}. {}", text_of(tasks[i], "so"), text_of(tasks[i], "tom_tat"));
    INFO(title);
    const std::size_t at = words.find(title, from);
    REQUIRE(at != std::string::npos);
    from = at + title.size();
    const std::size_t end =
        i + 1 < tasks.size() ? words.find(text_of(tasks[i + 1], "so") + ". ", from) : from + 600;
    const std::string shown = words.substr(from, end - from);
    CHECK(shown.find(text_of(tasks[i], "thoi_gian")) != std::string::npos);
    for (const Node& agency : tasks[i].find("chu_tri")->items) {
      const Node found = read_node("data/luc-nam/co-quan/" + agency.text + ".json");
      const bool is_named = shown.find(text_of(found, "ten")) != std::string::npos ||
                            shown.find(text_of(found, "ten_ngan")) != std::string::npos;
      CHECK(is_named);
    }
  }
  std::set<std::string> links;
  for (const HtmlAttribute& attribute : attributes_of(page)) {
    if (attribute.name == "href" && attribute.value.find("/nhiem-vu/") != std::string::npos)
      links.insert(attribute.value);
  }
  CHECK(links.size() == 19);
}

TEST_CASE("the plan page shows the two report duties with their dates as the plan has them") {
  REQUIRE_FONTS();
  const std::string words = words_of(plan_page());
  CHECK(words.find("trước ngày 02 của tháng đầu tiên quý tiếp theo và trước ngày 02/12 hằng năm") !=
        std::string::npos);
  CHECK(words.find("trước ngày 10 của tháng đầu tiên quý tiếp theo và trước ngày 10/12 hằng năm") !=
        std::string::npos);
  const Node plan = read_node(std::string(plan_folder) + "/ke-hoach.json");
  REQUIRE(plan.find("bao_cao")->items.size() == 2);
  for (const Node& report : plan.find("bao_cao")->items) {
    INFO(text_of(report, "ma"));
    CHECK(words.find(text_of(report, "ten")) != std::string::npos);
    CHECK(report.find("tan_suat")->items.size() == 2);
  }
}

TEST_CASE("what is another body's is labelled on its page and not counted as the portal's own") {
  REQUIRE_FONTS();
  const Files& files = portal("luc-nam");
  const auto procedure = files.find("thu-tuc/2.000815/index.html");
  REQUIRE(procedure != files.end());
  CHECK(words_of(procedure->second).find("của cơ quan khác") != std::string::npos);
  CHECK(words_of(procedure->second).find("Bộ Tư pháp") != std::string::npos);
  CHECK(procedure->second.find("\"publisher\"") == std::string::npos);
}
