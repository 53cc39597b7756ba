// What pages may load and where they may send.
#include "model/page_policy.h"

#include "support/catch.h"

using namespace minhbach;

namespace {

Portal portal_with(std::string endpoint) {
  Portal portal;
  portal.address = "https://portal.example/ddci";
  portal.accepts_feedback = true;
  portal.endpoint = std::move(endpoint);
  return portal;
}

constexpr std::string_view own =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

}  // namespace

TEST_CASE("a portal without an endpoint allows its own origin alone, and nothing inline") {
  CHECK(page_policy(portal_with("")) == own);
  CHECK(header_policy(portal_with("")) == std::string(own) + "; frame-ancestors 'self'");
}

TEST_CASE("the endpoint's origin stands in what may be sent, and nowhere else") {
  CHECK(page_policy(portal_with("https://y-kien.example:8443/tinh")) ==
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "media-src 'self'; connect-src 'self' https://y-kien.example:8443; form-action 'self' "
        "https://y-kien.example:8443; base-uri 'none'");
  CHECK(page_policy(portal_with("https://portal.example/y-kien")) == own);
}

TEST_CASE("a portal that takes no feedback names no endpoint") {
  Portal closed = portal_with("https://y-kien.example");
  closed.accepts_feedback = false;
  CHECK(page_policy(closed) == own);
}

TEST_CASE("an endpoint is https, or http on this machine, and cannot end the policy") {
  CHECK(endpoint_origin("https://y-kien.example") == "https://y-kien.example");
  CHECK(endpoint_origin("https://y-kien.example/a/b") == "https://y-kien.example");
  CHECK(endpoint_origin("http://localhost:8080") == "http://localhost:8080");
  CHECK(endpoint_origin("http://127.0.0.1") == "http://127.0.0.1");
  CHECK(endpoint_origin("http://[::1]:8080/x") == "http://[::1]:8080");
  CHECK(endpoint_origin("https://[2001:db8::1]") == "https://[2001:db8::1]");
  for (const char* wrong : {"",
                            "y-kien.example",
                            "http://y-kien.example",
                            "http://localhost.example",
                            "ftp://y-kien.example",
                            "https://",
                            "https:///a",
                            "https://a.example/",
                            "https://*",
                            "https://*.example",
                            "https://a.example:",
                            "https://a.example:8x",
                            "https://a.example:123456",
                            "https://u@a.example",
                            "https://u:1@a.example",
                            "https://a.example?x",
                            "https://a.example#x",
                            "https://a.example/x;y",
                            "https://a.example; script-src *",
                            "https://a.example,https://b",
                            "https://a.example/'unsafe-inline'",
                            "https://a.example\n",
                            "https://[::1",
                            "https://[]",
                            "https://ý-kiến.example",
                            "//a.example",
                            "https://.example"}) {
    CAPTURE(wrong);
    CHECK_FALSE(endpoint_origin(wrong));
  }
}
