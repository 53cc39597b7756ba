// What WebDAV servers say of folders, in their different hands.
#include "publish/dav_listing.h"

#include "publish/address.h"
#include "support/catch.h"

using namespace minhbach::publish;

TEST_CASE("a listing is read whatever prefixes and encodings a server likes") {
  const auto entries = read_dav_listing(R"(<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:">
<D:response xmlns:lp1="DAV:"><D:href>/dav/th%e1%bb%a7%20t%E1%BB%A5c/</D:href>
<D:propstat><D:prop><lp1:resourcetype><D:collection/></lp1:resourcetype></D:prop>
<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
<response><href>https://may.example/dav/a&amp;b%25.html</href><propstat><prop><resourcetype/>
<getcontentlength>1234</getcontentlength></prop></propstat></response>
</D:multistatus>)");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].path == "/dav/thủ tục");
  CHECK(entries[0].is_folder);
  CHECK(entries[1].path == "/dav/a&b%.html");
  CHECK(entries[1].size == 1234);
  CHECK(!entries[1].is_folder);
}

TEST_CASE("what is no listing gives nothing, wherever it is cut") {
  const std::string xml =
      "<multistatus><response><href>/a</href><prop><getcontentlength>x</getcontentlength></prop>"
      "</response></multistatus>";
  for (std::size_t i = 0; i < xml.size(); ++i)
    CHECK(read_dav_listing(xml.substr(0, i)).size() <= 1);
  CHECK(read_dav_listing("").empty());
  CHECK(read_dav_listing("<<<>><response").empty());
  CHECK(read_dav_listing("<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/passwd\">]><href>&e;</href>")
            .empty());
}

TEST_CASE("addresses of WebDAV are https, or http to this machine") {
  CHECK(parse_web_address("https://u@h.example/dav")->user == "u");
  CHECK(parse_web_address("http://127.0.0.1:80/dav"));
  CHECK(parse_web_address("http://[::1]:80/dav")->host == "::1");
  for (const char* wrong : {"http://h.example/dav", "https://u:p@h/dav", "https://h/dav?x",
                            "https://h/d%61v", "ftp://h/x", "https://h"})
    CHECK(!parse_web_address(wrong));
}
