// From a request to a file of the site.
#include "serve/answer.h"

#include "serve/browser_side.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::serve;
using http::Request;
using http::Response;

namespace {

std::shared_ptr<const std::string> bytes(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

Shown site(std::string base_path) {
  Shown shown;
  shown.built = true;
  shown.version = "7-1";
  shown.portals.push_back({std::move(base_path),
                           {{"index.html", bytes("<h1>home</h1></body>")},
                            {"404.html", bytes("<h1>not here</h1>")},
                            {"a/index.html", bytes("<h1>a</h1>")},
                            {"a/tệp đính kèm.pdf", bytes("%PDF")},
                            {"css/x.css", bytes("body{}")},
                            {".well-known/security.txt", bytes("Contact:")},
                            {".minhbach/da-xuat.txt", bytes("secret")}}});
  return shown;
}

Response ask(const Shown& shown, std::string target, std::vector<http::Header> headers = {},
             std::string method = "GET") {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.headers = std::move(headers);
  return answer(request, shown, 0);
}

std::string header_of(const Response& response, std::string_view name) {
  for (const http::Header& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

}  // namespace

TEST_CASE("a page comes with the policy that hosts are told to send, wide enough for the preview") {
  Shown shown = site("/");
  CHECK(header_of(ask(shown, "/"), "Content-Security-Policy") == "");
  shown.portals[0].policy = "default-src 'none'; frame-ancestors 'self'";
  const std::string_view wide =
      "default-src 'none'; frame-ancestors 'self'; script-src 'self'; style-src 'self'; "
      "connect-src 'self'";
  CHECK(header_of(ask(shown, "/"), "Content-Security-Policy") == wide);
  CHECK(header_of(ask(shown, "/nothing/"), "Content-Security-Policy") == wide);
  CHECK(header_of(ask(shown, "/css/x.css"), "Content-Security-Policy") == "");
}

TEST_CASE("a folder is its index.html, and a page carries the preview's script") {
  const Response home = ask(site("/"), "/?x=1");
  CHECK(home.status == 200);
  CHECK(header_of(home, "Content-Type") == "text/html; charset=utf-8");
  CHECK(header_of(home, "Cache-Control") == "no-store");
  CHECK(home.body.find(
            "<h1>home</h1><script type=\"module\" src=\"/_minhbach/xem-truoc.js?ban=7-1\">") == 0);
  CHECK(ask(site("/"), "/a/").body.find("<h1>a</h1>") == 0);
  CHECK(ask(site("/"), "/a/index.html").status == 200);
  CHECK(ask(site("/"), "/", {}, "HEAD").status == 200);
}

TEST_CASE("other files go out as they are, and not again while they stay the same") {
  const Response css = ask(site("/"), "/css/x.css");
  CHECK(css.body == "body{}");
  CHECK(header_of(css, "Content-Type") == "text/css; charset=utf-8");
  CHECK(header_of(css, "Cache-Control") == "no-cache");
  CHECK(header_of(css, "X-Content-Type-Options") == "nosniff");
  const std::string tag = header_of(css, "ETag");
  REQUIRE(tag.size() > 10);
  const Response again = ask(site("/"), "/css/x.css", {{"If-None-Match", tag}});
  CHECK(again.status == 304);
  CHECK(again.body == "");
  CHECK(ask(site("/"), "/css/x.css", {{"If-None-Match", "\"other\""}}).status == 200);
  CHECK(ask(site("/"), "/a/t%E1%BB%87p%20%C4%91%C3%ADnh%20k%C3%A8m.pdf").body == "%PDF");
  CHECK(ask(site("/"), "/.well-known/security.txt").status == 200);
}

TEST_CASE("a folder without its slash is sent on to the one with it") {
  const Response response = ask(site("/"), "/a");
  CHECK(response.status == 302);
  CHECK(header_of(response, "Location") == "/a/");
  CHECK(header_of(ask(site("/luc-nam/"), "/luc-nam/a"), "Location") == "/luc-nam/a/");
}

TEST_CASE("what is not there is the portal's own page, with status 404") {
  for (const char* target : {"/b", "/b/", "/a/b.html", "/css/", "/_minhbach/other",
                             "/.minhbach/da-xuat.txt", "/.minhbach"}) {
    INFO(target);
    const Response response = ask(site("/"), target);
    CHECK(response.status == 404);
    CHECK(response.body.find("<h1>not here</h1><script") == 0);
  }
}

TEST_CASE("a portal stands under its base path, and the root leads there") {
  const Shown shown = site("/luc-nam/");
  CHECK(header_of(ask(shown, "/"), "Location") == "/luc-nam/");
  CHECK(header_of(ask(shown, "/luc-nam"), "Location") == "/luc-nam/");
  CHECK(ask(shown, "/luc-nam/").body.find("home") != std::string::npos);
  CHECK(ask(shown, "/luc-nam/a/").status == 200);
  CHECK(ask(shown, "/a/").status == 404);
  CHECK(ask(shown, "/luc-namx/a/").status == 404);
  CHECK(ask(shown, "/_minhbach/xem-truoc.js").status == 200);
}

TEST_CASE("paths that climb or lie are refused before anything is looked up") {
  for (const char* target :
       {"/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/a/..%2f..%2fetc/passwd", "/a\\..\\..\\x",
        "/a%5c..%5cx", "/a%00.html", "//evil.example/", "/a//b", "/./a", "*",
        "http://evil.example/", "", "/%zz"}) {
    INFO(target);
    CHECK(ask(site("/"), target).status == 400);
  }
}

TEST_CASE("only GET and HEAD are answered") {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get"}) {
    INFO(method);
    const Response response = ask(site("/"), "/", {}, method);
    CHECK(response.status == 405);
    CHECK(header_of(response, "Allow") == "GET, HEAD");
  }
}

TEST_CASE("before the first good build every path shows how it stands") {
  Shown shown = site("/luc-nam/");
  shown.built = false;
  CHECK(ask(shown, "/luc-nam/a/").status == 503);
  CHECK(ask(shown, "/").body.find("Đang dựng trang") != std::string::npos);
  shown.problems = "<ol><li>sai ngày</li></ol>";
  const Response response = ask(shown, "/a");
  CHECK(response.status == 500);
  CHECK(response.body.find("<li>sai ngày</li>") != std::string::npos);
  CHECK(response.body.find("/_minhbach/xem-truoc.js?ban=7-1") != std::string::npos);
  CHECK(ask(shown, "/_minhbach/xem-truoc.css").status == 200);
}

TEST_CASE("the last good page stays while there are problems") {
  Shown shown = site("/");
  shown.problems = "<ol></ol>";
  CHECK(ask(shown, "/").status == 200);
}
