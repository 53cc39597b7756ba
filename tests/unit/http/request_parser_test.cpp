// Requests read from bytes that come in any pieces.
#include "http/request_parser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include "support/catch.h"

using namespace minhbach::http;

namespace {

constexpr std::uint32_t limit = 200;

/// Feeds it bytes as they come; what it leaves is there again with the next. The error that ends
/// it, if any.
boost::system::error_code feed(RequestParser& parser, const std::vector<std::string>& pieces) {
  boost::system::error_code error;
  std::string left;
  parser.eager(true);
  for (const std::string& piece : pieces) {
    left += piece;
    while (!left.empty() && !parser.is_done()) {
      left.erase(0, parser.put(boost::asio::buffer(left), error));
      if (error == boost::beast::http::error::need_more) break;
      if (error) return error;
    }
  }
  return {};
}

}  // namespace

TEST_CASE(
    "a request is taken with its headers in the order sent, and its body in chunks or whole") {
  RequestParser parser(limit);
  CHECK_FALSE(feed(parser, {"POST /a?b HTTP/1.1\r\nX-a: 1\r\nHost: a\r\n",
                            "Transfer-Encoding: chunked\r\nx-A: 2\r\n\r\n2\r\nab\r\n", "1\r\nc\r\n",
                            "0\r\nOrigin: b\r\n\r\n"}));
  REQUIRE(parser.is_done());
  std::string all;
  for (const Header& each : parser.request.headers) all += each.name + "=" + each.value + ";";
  // What follows the last chunk is no header of the request.
  CHECK(all == "X-a=1;Host=a;Transfer-Encoding=chunked;x-A=2;");
  CHECK(parser.request.method + " " + parser.request.target + " " + parser.request.body ==
        "POST /a?b abc");
  CHECK(parser.hosts == 1);
  CHECK(parser.codings == 1);
  CHECK(parser.coding == "chunked");

  RequestParser old(limit);
  CHECK_FALSE(feed(old, {"PUT /x HTTP/1.0\r\nContent-Length: 3\r\nExpect: this\r\n\r\nab", "c"}));
  CHECK(old.is_done());
  CHECK(old.version == 10);
  CHECK(old.expectation == "this");
  CHECK(old.request.body == "abc");
}

TEST_CASE(
    "what is before and after a body is limited as a whole, in however many pieces it comes") {
  std::vector<std::string> pieces{"POST / HTTP/1.1\r\n"};
  for (int i = 0; i < 100; ++i) pieces.push_back("a:\r\n");
  RequestParser many(limit);
  CHECK(feed(many, pieces) == boost::beast::http::error::header_limit);
  CHECK(many.request.headers.size() < limit / 4);

  std::string rest = "0\r\n";
  for (int i = 0; i < 100; ++i) rest += "a:\r\n";
  RequestParser after(limit);
  CHECK(feed(after, {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", rest + "\r\n"}) ==
        boost::beast::http::error::header_limit);
}
