// Percent-encoding there and back, and what is no escape.
#include "text/percent.h"

#include "support/catch.h"

using namespace minhbach::text;

TEST_CASE("all bytes but those that stand as they are become escapes, and back") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  std::string out = "/";
  append_percent_encoded(out, all, unreserved);
  CHECK(out.starts_with("/%00%01"));
  CHECK(out.find("%20%21") != std::string::npos);
  CHECK(out.find("-.%2F0123456789%3A") != std::string::npos);
  CHECK(out.ends_with("%FE%FF"));
  std::string back;
  CHECK(percent_decode(out.substr(1), back));
  CHECK(back == all);
  std::string small;
  append_percent_encoded(small, "", unreserved);
  CHECK(small.empty());
}

TEST_CASE("small and capital digits are read alike, a plus as asked") {
  std::string out;
  CHECK(percent_decode("%c3%A9+1", out));
  CHECK(out == "é+1");
  CHECK(percent_decode("%c3%A9+1", out, Plus::space));
  CHECK(out == "é 1");
}

TEST_CASE("a broken escape is told") {
  std::string out;
  for (const std::string_view broken : {"%", "a%", "%4", "a%4", "%4g", "%g4", "%%41", "%-1", "% 1"})
    CHECK_FALSE(percent_decode(broken, out));
  CHECK(percent_byte("%41", 0) == 0x41);
  CHECK(percent_byte("x%4", 1) == -1);
}
