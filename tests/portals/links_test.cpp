// Follows every link of every portal.
#include "portals/built_portal.h"
#include "support/link_check.h"

namespace {

/// The path of a portal's address, with final '/': "/" or "/ddci/".
std::string base_path(const std::string& id) {
  const std::string address = text_of(read_node("site/" + id + "/portal.json"), "dia_chi");
  const std::size_t path = address.find('/', address.find("://") + 3);
  return path == std::string::npos ? "/" : address.substr(path) + "/";
}

}  // namespace

TEST_CASE(
    "every link of a portal leads to a file and every anchor to an element, and nothing is loaded "
    "from elsewhere") {
  REQUIRE_FONTS();
  for (const std::string& id : portal_ids()) {
    INFO(id);
    std::string problems;
    for (const std::string& problem : broken_links(portal(id), base_path(id)))
      problems += problem + "\n";
    CHECK(problems == "");
  }
}
