// Requests taken apart, and paths made safe.
#include "http/message.h"
#include "support/catch.h"

using namespace minhbach::http;

TEST_CASE("a header is found in any case, the first of two") {
  const Request request{"GET", "/a?b=1", {{"Host", "x"}, {"ACCEPT", "1"}, {"accept", "2"}}, {}};
  CHECK(request.header("host") == "x");
  CHECK(request.header("Accept") == "1");
  CHECK(request.header_count("Accept") == 2);
  CHECK(request.header("Cookie") == "");
  CHECK(request.path() == "/a");
}

TEST_CASE("a path is decoded once") {
  CHECK(plain_path("/") == "/");
  CHECK(plain_path("/a/b.css") == "/a/b.css");
  CHECK(plain_path("/a/") == "/a/");
  CHECK(plain_path("/t%E1%BB%87p/a%20b.pdf") == "/tệp/a b.pdf");
  CHECK(plain_path("/%252e%252e/a") == "/%2e%2e/a");
  CHECK(plain_path("/...") == "/...");
}

TEST_CASE("a path that climbs, hides or breaks is refused") {
  const char* path = GENERATE(
      "", "a", "/..", "/../etc/passwd", "/a/../../b", "/a/..", "/%2e%2e/etc/passwd",
      "/%2E%2E%2Fetc", "/.%2e/a", "/./a", "/a//b", "//example.org/", "/a\\..\\b", "/a%5c..%5cb",
      "/a%00b", "/a%0d%0aX: y", "/a%7f", "/%", "/%4", "/%zz", "/%c0%ae%c0%ae/", "/%e0%80%ae/",
      "/%ff", "/%ed%a0%80", "/%f4%90%80%80", "/a\x01", "/%e1%bb");
  INFO(path);
  CHECK_FALSE(plain_path(path).has_value());
}
