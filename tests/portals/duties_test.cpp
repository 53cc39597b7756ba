// Holds every duty of the five plans against a table made by hand from their source documents.
#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "portals/built_portal.h"
#include "text/letter_case.h"

using namespace minhbach;

namespace {

/// A row of duties.tsv: what a source document says, in the words of the table's head.
struct Duty {
  std::string portal, id;
  std::string line;        ///< Where it begins in the source.
  std::string leads;       ///< Names parted by "; ", "-" when the document names none.
  std::string recurrence;  ///< As `recurrence_of` writes it, "-" for a goal.
  std::string numbers;     ///< As `numbers_of` writes them, "-" when there are none.
};

std::vector<std::string> split(const std::string& text, const std::string& mark) {
  std::vector<std::string> out;
  std::size_t from = 0;
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, from)) {
    out.push_back(text.substr(from, at - from));
    from = at + mark.size();
  }
  out.push_back(text.substr(from));
  return out;
}

std::vector<Duty> table() {
  const auto bytes = repository().read("tests/portals/duties.tsv");
  REQUIRE(bytes);
  std::vector<Duty> out;
  std::istringstream in(*bytes);
  std::string row;
  std::getline(in, row);  // The head.
  while (std::getline(in, row)) {
    const std::vector<std::string> cells = split(row, "\t");
    INFO(row);
    REQUIRE(cells.size() == 6);
    out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
  }
  return out;
}

/// All duties of a portal's plans by id: tasks, common tasks, report duties, goals.
std::map<std::string, Node> duties_of(const std::string& portal) {
  std::map<std::string, Node> out;
  const std::string plans = "data/" + portal + "/ke-hoach";
  for (const std::string& plan : repository().folders(plans)) {
    const std::string folder = plans + "/" + plan;
    for (const Node& task : nodes_in(folder + "/nhiem-vu")) out[text_of(task, "id")] = task;
    const Node record = read_node(folder + "/ke-hoach.json");
    for (const char* list : {"nhiem_vu_chung", "bao_cao", "muc_tieu"}) {
      for (const Node& duty : items_of(record, list)) out[text_of(duty, "ma")] = duty;
    }
  }
  return out;
}

std::string joined(const Node& node, std::string_view key) {
  std::string out;
  for (const Node& item : items_of(node, key)) out += (out.empty() ? "" : ",") + item.text;
  return out;
}

/// What stands in brackets behind a recurrence's code: its day, its year or its periods.
std::string parameter_of(const Node& recurrence) {
  const std::string day = text_of(recurrence, "ngay");
  const std::string month = text_of(recurrence, "thang");
  if (!month.empty()) return day + "/" + month;
  for (const char* key : {"han", "ngay", "nam"}) {
    if (recurrence.find(key) != nullptr) return text_of(recurrence, key);
  }
  return joined(recurrence, "ky");
}

/// A duty's recurrences: "quarterly_by(2)+annual_by(2/12)".
std::string recurrence_of(const Node& duty) {
  std::string out;
  for (const Node& recurrence : items_of(duty, "tan_suat")) {
    const std::string parameter = parameter_of(recurrence);
    out += (out.empty() ? "" : "+") + text_of(recurrence, "ma");
    if (!parameter.empty()) out += "(" + parameter + ")";
  }
  return out.empty() ? "-" : out;
}

/// A number as the table has it: "7", not "7.0".
std::string short_number(const std::string& number) {
  return number.ends_with(".0") ? number.substr(0, number.size() - 2) : number;
}

/// The amounts and the threshold of a duty: "it_nhat=10 phan_bo=0,2,5,3".
std::string numbers_of(const Node& duty) {
  std::vector<std::string> found;
  for (const Node& recurrence : items_of(duty, "tan_suat")) {
    for (const char* key : {"it_nhat", "nhieu_nhat"}) {
      if (recurrence.find(key) != nullptr)
        found.push_back(fmt::format("{}={}", key, text_of(recurrence, key)));
    }
    if (const std::string split_up = joined(recurrence, "phan_bo"); !split_up.empty())
      found.push_back("phan_bo=" + split_up);
  }
  for (const char* key : {"nguong", "so_sanh"}) {
    if (duty.find(key) != nullptr)
      found.push_back(fmt::format("{}={}", key, short_number(text_of(duty, key))));
  }
  return found.empty() ? "-" : fmt::format("{}", fmt::join(found, " "));
}

/// Whether an agency is called `name`: in full, in short or as the document writes it.
bool is_called(const std::string& portal, const std::string& agency, const std::string& name) {
  const Node record = read_node("data/" + portal + "/co-quan/" + agency + ".json");
  std::vector<std::string> names{text_of(record, "ten"), text_of(record, "ten_ngan")};
  for (const Node& written : items_of(record, "ten_trong_van_ban")) names.push_back(written.text);
  return std::any_of(names.begin(), names.end(), [&](const std::string& own) {
    return text::to_lower(own) == text::to_lower(name);
  });
}

void check_leads(const Duty& expected, const Node& duty) {
  const char* key = duty.find("don_vi_lap") != nullptr ? "don_vi_lap" : "chu_tri";
  std::vector<std::string> agencies;
  for (const Node& agency : items_of(duty, key)) agencies.push_back(agency.text);
  INFO(fmt::format("leads: {} | data: {}", expected.leads, fmt::join(agencies, ", ")));
  if (expected.leads == "-") {
    CHECK(agencies.empty());
    return;
  }
  const std::vector<std::string> names = split(expected.leads, "; ");
  REQUIRE(agencies.size() == names.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    CHECK(is_called(expected.portal, agencies[i], names[i]));
}

}  // namespace

TEST_CASE("the table of duties has the rows of the five documents, each once") {
  std::map<std::string, int> rows, ids;
  for (const Duty& duty : table()) {
    ++rows[duty.portal];
    ++ids[duty.id];
  }
  CHECK(rows == std::map<std::string, int>{{"lang-giang", 20},
                                           {"cam-xuyen", 11},
                                           {"luc-nam", 31},
                                           {"tra-bong", 20},
                                           {"duc-phong", 15}});
  CHECK(ids.size() == 97);
}

TEST_CASE("every duty of the table stands in its plan, with who leads, when, how much and where") {
  std::map<std::string, std::map<std::string, Node>> plans;
  for (const Duty& expected : table()) {
    INFO(expected.id);
    if (!plans.contains(expected.portal)) plans[expected.portal] = duties_of(expected.portal);
    const std::map<std::string, Node>& duties = plans[expected.portal];
    const auto found = duties.find(expected.id);
    CHECK(found != duties.end());
    if (found == duties.end()) continue;
    const Node& duty = found->second;
    CHECK(recurrence_of(duty) == expected.recurrence);
    CHECK(numbers_of(duty) == expected.numbers);
    CHECK(split(text_of(duty, "dong_goc"), "-").front() == expected.line);
    check_leads(expected, duty);
    for (const Node& recurrence : items_of(duty, "tan_suat"))
      CHECK(text_of(recurrence, "bao_gom") != "true");  // The documents say "trước" each time.
  }
}

TEST_CASE("no plan of the five has a duty that the table does not know") {
  std::map<std::string, std::map<std::string, Node>> plans;
  const std::vector<Duty> rows = table();
  for (const Duty& row : rows) {
    if (!plans.contains(row.portal)) plans[row.portal] = duties_of(row.portal);
  }
  for (const auto& [portal, duties] : plans) {
    for (const auto& [id, duty] : duties) {
      INFO(portal << ": " << id);
      CHECK(std::any_of(rows.begin(), rows.end(), [&](const Duty& row) { return row.id == id; }));
    }
  }
}
