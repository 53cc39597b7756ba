// Who is answered: names, ports, origins.
#include "serve/guard.h"
#include "support/catch.h"

using namespace minhbach::serve;
using minhbach::http::Header;
using minhbach::http::Request;

namespace {

/// The status of the refusal; 0 when the request is let through.
int refused(const Guard& guard, std::vector<Header> headers) {
  Request request;
  request.headers = std::move(headers);
  request.local_port = 8000;
  const auto response = guard.refuse(request);
  return response ? response->status : 0;
}

const Guard loopback({"127.0.0.1", "::1"}, "may-1");

}  // namespace

TEST_CASE("this machine's own names are answered, with the right port") {
  for (const char* host : {"localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"}) {
    INFO(host);
    CHECK(refused(loopback, {{"Host", host}}) == 0);
  }
  for (const char* host : {"evil.example:8000",
                           "evil.example",
                           "localhost",
                           "localhost:8001",
                           "localhost:",
                           "127.0.0.1:80000",
                           "localhost.evil.example:8000",
                           "localhost:8000.evil.example",
                           "127.0.0.1.evil.example:8000",
                           "127.0.0.2:8000",
                           "may-1:8000",
                           "192.168.1.20:8000",
                           "[::1:8000",
                           "::1:8000",
                           "[::2]:8000",
                           ":8000",
                           "",
                           "user@localhost:8000",
                           "localhost:8000/",
                           "0.0.0.0:8000"}) {
    INFO(host);
    CHECK(refused(loopback, {{"Host", host}}) == 421);
  }
}

TEST_CASE("port 80 may be left out") {
  Request request;
  request.headers = {{"Host", "localhost"}};
  request.local_port = 80;
  CHECK_FALSE(loopback.refuse(request));
}

TEST_CASE("no Host and two Hosts are refused") {
  CHECK(refused(loopback, {}) == 400);
  CHECK(refused(loopback, {{"Host", "localhost:8000"}, {"host", "evil.example"}}) == 400);
}

TEST_CASE("only the page's own origin may ask") {
  const Header host{"Host", "localhost:8000"};
  CHECK(refused(loopback, {host, {"Origin", "http://localhost:8000"}}) == 0);
  for (const char* origin :
       {"http://evil.example", "null", "", "https://localhost:8000", "http://localhost:8001",
        "http://localhost", "http://127.0.0.1:8000", "http://localhost:8000/"}) {
    INFO(origin);
    CHECK(refused(loopback, {host, {"Origin", origin}}) == 403);
  }
  CHECK(refused(loopback,
                {host, {"Origin", "http://localhost:8000"}, {"Origin", "http://evil.example"}}) ==
        403);
}

TEST_CASE("a page elsewhere may link here but load nothing from here") {
  const Header host{"Host", "localhost:8000"};
  CHECK(refused(loopback,
                {host, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}}) == 0);
  CHECK(refused(loopback,
                {host, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}}) == 403);
  CHECK(refused(loopback, {host, {"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Mode", "no-cors"}}) ==
        403);
  CHECK(refused(loopback, {host, {"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Mode", "cors"}}) ==
        0);
  CHECK(refused(loopback, {host, {"Sec-Fetch-Site", "none"}}) == 0);
}

TEST_CASE("the address asked for is answered too; any address only when all are listened on") {
  const Guard one({"192.168.1.20"}, "may-1");
  CHECK(refused(one, {{"Host", "192.168.1.20:8000"}}) == 0);
  CHECK(refused(one, {{"Host", "192.168.1.21:8000"}}) == 421);
  CHECK(refused(one, {{"Host", "may-1:8000"}}) == 421);
  const Guard six({"FD00::1"}, "");
  CHECK(refused(six, {{"Host", "[fd00::1]:8000"}}) == 0);
  for (const char* every : {"0.0.0.0", "::"}) {
    const Guard all({every}, "May-1");
    for (const char* host : {"192.168.1.20:8000", "[fe80::1]:8000", "may-1:8000",
                             "may-1.local:8000", "localhost:8000"}) {
      INFO(host);
      CHECK(refused(all, {{"Host", host}}) == 0);
    }
    CHECK(refused(all, {{"Host", "evil.example:8000"}}) == 421);
    CHECK(refused(all, {{"Host", "1.2.3:8000"}}) == 421);
    CHECK(refused(all, {{"Host", "[evil]:8000"}}) == 421);
  }
}
