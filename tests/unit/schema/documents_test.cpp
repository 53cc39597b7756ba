// docs/schema.md and the table of keywords say the same.
#include <fstream>
#include <set>

#include "schema/keywords.h"
#include "support/catch.h"

using namespace minhbach::schema;

TEST_CASE("docs/schema.md has one row for each keyword, with where it stands, and no other") {
  std::ifstream in(std::string(SOURCE_FOLDER) + "/generator/docs/schema.md");
  REQUIRE(in);
  std::set<std::string> documented;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("| `")) continue;
    const std::string name = line.substr(3, line.find('`', 3) - 3);
    const std::size_t from = line.find("| ", 3) + 2;
    const std::string where = line.substr(from, line.find(" |", from) - from);
    INFO(line);
    const Keyword* keyword = find_keyword(name);
    REQUIRE(keyword);
    CHECK(documented.insert(name).second);
    const std::string expected = keyword->where == at_root                ? "gốc"
                                 : keyword->where == at_form              ? "biểu mẫu"
                                 : keyword->where == (at_root | at_form)  ? "gốc, biểu mẫu"
                                 : keyword->where == at_field             ? "trường"
                                 : keyword->where == (at_field | at_item) ? "trường, mục"
                                                                          : "all";
    CHECK(where == expected);
  }
  CHECK(documented.size() == keywords().size());
}
