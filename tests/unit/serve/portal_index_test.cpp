// The list of portals: one link each, at the host the browser asked, whatever their titles hold.
#include "serve/portal_index.h"

#include "support/catch.h"

using namespace minhbach::serve;

namespace {

Shown two_portals() {
  Shown shown;
  shown.portals = {{"/", {}, "Cổng xã <Mẫu>", "Thử & xem"}, {"/ddci/", {}, "DDCI", ""}};
  return shown;
}

}  // namespace

TEST_CASE("each portal is linked at its own port, on the host the browser asked") {
  const std::string page = portal_index(two_portals(), {8000, 8001}, "localhost:8000");
  CHECK(page.find("<a href=\"http://localhost:8000/\">Cổng xã &lt;Mẫu&gt;</a>") != page.npos);
  CHECK(page.find("<a href=\"http://localhost:8001/ddci/\">DDCI</a>") != page.npos);
  CHECK(page.find("Thử &amp; xem") != page.npos);
}

TEST_CASE("a host without a port, and one of IPv6, are linked to as they were asked") {
  CHECK(portal_index(two_portals(), {80, 81}, "may-toi").find("http://may-toi:81/ddci/") !=
        std::string::npos);
  CHECK(portal_index(two_portals(), {80, 81}, "[::1]:80").find("http://[::1]:81/ddci/") !=
        std::string::npos);
  CHECK(portal_index(two_portals(), {80, 81}, "[::1]").find("http://[::1]:81/ddci/") !=
        std::string::npos);
}
