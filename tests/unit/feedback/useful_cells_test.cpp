// Figures that give nobody's vote away.
#include "feedback/useful_cells.h"

#include "support/catch.h"

using namespace minhbach::feedback;

namespace {

UsefulCell cell(std::string group, int votes, int useful, std::string quarter = "2026-Q4") {
  return {std::move(group), std::move(quarter), votes, useful, "2026-11-21", false};
}

std::string shown(const std::vector<UsefulCell>& cells) {
  std::string out;
  for (const UsefulCell& each : cells)
    out += each.is_hidden
               ? fmt::format("{} {} hidden; ", each.quarter, each.group)
               : fmt::format("{} {} {}/{}; ", each.quarter, each.group, each.useful, each.votes);
  return out;
}

}  // namespace

TEST_CASE("votes are counted by quarter and group") {
  const std::vector<Vote> votes{{"thu_tuc", "2026-10-01", true},
                                {"thu_tuc", "2026-12-31", false},
                                {"thu_tuc", "2026-09-30", true},
                                {"quy_hoach", "2026-11-01", true}};
  CHECK(shown(count_votes(votes)) ==
        "2026-Q3 thu_tuc 1/1; 2026-Q4 quy_hoach 1/1; 2026-Q4 thu_tuc 1/2; ");
  CHECK(count_votes(votes)[2].as_of == "2026-12-31");
  CHECK(quarter_of("2026-01-31") == "2026-Q1");
  CHECK(quarter_of("2026-03-31") == "2026-Q1");
  CHECK(quarter_of("2026-04-01") == "2026-Q2");
}

TEST_CASE("cells of fewer than ten votes are hidden, and a single hidden one takes another along") {
  CHECK(shown(choose_cells({cell("a", 9, 5), cell("b", 9, 1), cell("c", 10, 4)}, {})) ==
        "2026-Q4 a hidden; 2026-Q4 b hidden; 2026-Q4 c 4/10; ");
  CHECK(shown(choose_cells({cell("a", 9, 5), cell("b", 12, 1), cell("c", 30, 4)}, {})) ==
        "2026-Q4 a hidden; 2026-Q4 b hidden; 2026-Q4 c 4/30; ");
  CHECK(shown(choose_cells({cell("a", 10, 5), cell("b", 12, 1)}, {})) ==
        "2026-Q4 a 5/10; 2026-Q4 b 1/12; ");
}

TEST_CASE("what is hidden in a quarter is hidden along its group too") {
  // 4, 20 | 15, 40 over two quarters: hiding the 4 takes the 20, and those two take the 15 and 40.
  CHECK(shown(choose_cells({cell("a", 4, 1, "2026-Q3"), cell("b", 20, 9, "2026-Q3"),
                            cell("a", 15, 7), cell("b", 40, 30)},
                           {})) ==
        "2026-Q4 a hidden; 2026-Q4 b hidden; 2026-Q3 a hidden; 2026-Q3 b hidden; ");
}

TEST_CASE(
    "a cell that was shown is renewed by ten votes at once, and stays when votes are purged") {
  const std::vector<UsefulCell> before{cell("a", 20, 10)};
  CHECK(shown(choose_cells({cell("a", 29, 19)}, before)) == "2026-Q4 a 10/20; ");
  CHECK(shown(choose_cells({cell("a", 30, 20)}, before)) == "2026-Q4 a 20/30; ");
  CHECK(shown(choose_cells({}, before)) == "2026-Q4 a 10/20; ");
  CHECK(shown(choose_cells({cell("a", 3, 1)}, before)) == "2026-Q4 a 10/20; ");
}

TEST_CASE("what has been shown is not hidden for another's sake: a new one is") {
  const std::vector<UsefulCell> before{cell("a", 12, 10)};
  CHECK(shown(choose_cells({cell("a", 12, 10), cell("b", 3, 1), cell("c", 50, 20)}, before)) ==
        "2026-Q4 a 10/12; 2026-Q4 b hidden; 2026-Q4 c hidden; ");
}

TEST_CASE("a hidden cell may be shown once it has enough") {
  std::vector<UsefulCell> before{cell("a", 0, 0)};
  before[0].is_hidden = true;
  CHECK(shown(choose_cells({cell("a", 11, 4)}, before)) == "2026-Q4 a 4/11; ");
}
