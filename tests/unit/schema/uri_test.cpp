// Addresses and e-mail addresses.
#include "schema/uri.h"

#include "support/catch.h"

using namespace minhbach::schema;

TEST_CASE("an address has a scheme and only the letters of RFC 3986") {
  for (const char* good : {"https://dichvucong.gov.vn/thu-tuc?ma=1.004222#phi", "mailto:a@b.vn",
                           "tel:+842043884127", "https://example.vn/%C4%91"}) {
    INFO(good);
    CHECK(is_uri(good));
    CHECK(is_uri_reference(good));
  }
  for (const char* bad : {"dichvucong.gov.vn", "https://", "https:///a", "https://a b",
                          "https://a/đ", "https://a/%g1", "javascript:alert(1)", "JavaScript:x",
                          "data:text/html,x", "", "https://a/#b#c", "https:"}) {
    INFO(bad);
    CHECK_FALSE(is_uri(bad));
  }
}

TEST_CASE("a reference may be a path") {
  for (const char* good : {"tep/ke-hoach.pdf", "../anh/so-do.png", "/thu-tuc/", "#muc-1", "?a=1"}) {
    INFO(good);
    CHECK(is_uri_reference(good));
  }
  for (const char* bad : {"tep/Kế hoạch.pdf", "a b.pdf", "1:2", "javascript:x", ""}) {
    INFO(bad);
    CHECK_FALSE(is_uri_reference(bad));
  }
}

TEST_CASE("an e-mail address has a name and a host with a full stop") {
  CHECK(is_email("vanthu_lucnam@bacgiang.gov.vn"));
  for (const char* bad :
       {"a", "@b.vn", "a@b", "a@b..vn", ".a@b.vn", "a b@c.vn", "a@b.v1", "a@b@c.vn"}) {
    INFO(bad);
    CHECK_FALSE(is_email(bad));
  }
}
