// What servers say: times, lists, keys.
#include "base/running_digest.h"
#include "publish/host_key.h"
#include "publish/list_line.h"
#include "publish/server_time.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

TEST_CASE("times of HTTP are read, and nothing else is taken for one") {
  CHECK(read_http_time("Thu, 01 Jan 1970 00:00:01 GMT") == 1);
  CHECK(read_http_time("Sat, 21 Nov 2026 22:49:31 GMT") == 1795301371);
  for (const char* wrong : {"", "Sat, 21 Nov 2026", "Sat, 21 Now 2026 22:49:31 GMT", "x"})
    CHECK(!read_http_time(wrong));
}

TEST_CASE("the time between two lines of a list is to the minute, also over New Year") {
  CHECK(seconds_between("Nov 21 22:49", "Nov 21 22:49") == 0);
  CHECK(seconds_between("Nov 21 22:49", "Nov 22 00:01") == 72 * 60);
  CHECK(seconds_between("Dec 31 23:59", "Jan  1 00:01") == 120);
  CHECK(*seconds_between("Nov 21  2025", "Nov 21 22:49") > 86400 * 100);
  CHECK(!seconds_between("", "Nov 21 22:49"));
  CHECK(!seconds_between("21 Nov 22:49", "Nov 21 22:49"));
}

TEST_CASE("lines of ls are read, with names that hold spaces") {
  const auto line =
      read_list_line("-rw-r--r--    1 root     root         4096 Nov 21 22:49  hai  chữ");
  REQUIRE(line);
  CHECK(line->kind == '-');
  CHECK(line->size == 4096);
  CHECK(line->time == "Nov 21 22:49");
  CHECK(line->name == " hai  chữ");
  CHECK(!read_list_line("total 12"));
  CHECK(!read_list_line("10-23-12  01:25PM <DIR> thu-muc"));
}

TEST_CASE("keys of hosts are shown as ssh shows them") {
  const std::string key =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
  CHECK(fingerprint(key) == "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
  std::string bytes("\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
  for (int i = 0; i < 32; ++i) bytes += static_cast<char>(i);
  CHECK(host_key_of(bytes) ==
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f");
  CHECK(host_key_of("") == "");
  CHECK(host_key_of("<html>") == "");
}

TEST_CASE("a digest of pieces is that of the whole") {
  RunningDigest digest;
  for (const char* piece : {"", "mi", "nh ", "bạch"}) digest.add(piece);
  CHECK(digest.take() == sha256("minh bạch"));
}
