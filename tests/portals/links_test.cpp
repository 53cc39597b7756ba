// Follows every link of every portal.
#include "portals/built_portal.h"
#include "support/link_check.h"

namespace {

/// The path of an address, with final '/': "/" or "/ddci/".
std::string base_path(const std::string& address) {
  const std::size_t path = address.find('/', address.find("://") + 3);
  return path == std::string::npos ? "/" : address.substr(path) + "/";
}

void check_links(const std::string& output, const std::string& address,
                 const std::string& endpoint) {
  INFO(output);
  std::string problems;
  for (const std::string& problem : broken_links(portal(output), base_path(address), endpoint))
    problems += problem + "\n";
  CHECK(problems == "");
}

}  // namespace

TEST_CASE(
    "every link of a portal leads to a file and every anchor to an element, and nothing is loaded "
    "from elsewhere") {
  REQUIRE_FONTS();
  for (const std::string& id : portal_ids()) {
    const minhbach::Node settings = read_node("site/" + id + "/portal.json");
    const minhbach::Node* where = settings.find("dia_chi_tiep_nhan");
    const std::string endpoint = where != nullptr ? where->text : std::string();
    check_links(id, text_of(settings, "dia_chi"), endpoint);
    const minhbach::Node* placements = settings.find("vi_tri_dat");
    if (placements == nullptr) continue;
    for (const minhbach::Node& placement : placements->items)
      check_links(id + "@" + text_of(placement, "id"), text_of(placement, "dia_chi"), endpoint);
  }
}
