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
  REQUIRE(entries);
  REQUIRE(entries->size() == 2);
  CHECK(entries->at(0).path == "/dav/thủ tục");
  CHECK(entries->at(0).is_folder);
  CHECK(entries->at(1).path == "/dav/a&b%.html");
  CHECK(entries->at(1).size == 1234);
  CHECK(!entries->at(1).is_folder);
}

TEST_CASE("paths are read in every hand that XML has") {
  const auto path = [](const std::string& href) {
    const auto entries = read_dav_listing("<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>" +
                                          href + "</D:href></D:response></D:multistatus>");
    return entries && entries->size() == 1 ? entries->front().path : "(none)";
  };
  CHECK(path("<![CDATA[/dav/a&b/]]>") == "/dav/a&b");
  CHECK(path("&#47;dav&#x2F;th&#7911;") == "/dav/thủ");
  CHECK(path("\n  /dav/a \n") == "/dav/a");
  CHECK(path("https://may.example") == "");
  CHECK(path("/") == "");
}

TEST_CASE("what is no listing gives nothing, wherever it is cut") {
  const std::string xml =
      "<multistatus><response><href>/a</href><prop><getcontentlength>x</getcontentlength></prop>"
      "</response></multistatus>";
  CHECK(read_dav_listing(xml));
  for (std::size_t i = 0; i < xml.size(); ++i) CHECK(!read_dav_listing(xml.substr(0, i)));
  CHECK(!read_dav_listing("<<<>><response"));
  CHECK(!read_dav_listing("<html><href>/a</href></html>"));
  CHECK(!read_dav_listing("<multistatus><response/></multistatus>"));
  CHECK(
      !read_dav_listing("<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/passwd\">]>"
                        "<multistatus><response><href>&e;</href></response></multistatus>"));
}

TEST_CASE("a folder's listing is about that folder and what is in it, or it is none") {
  const auto names = [](const std::vector<std::string>& paths, std::string_view folder) {
    std::string xml = "<multistatus>";
    for (const std::string& path : paths) xml += "<response><href>" + path + "</href></response>";
    const auto entries = read_dav_folder(xml + "</multistatus>", folder);
    std::string out = entries ? "" : "(none)";
    for (const DavEntry& entry : entries.value_or(std::vector<DavEntry>())) out += entry.path + " ";
    return out;
  };
  CHECK(names({"/dav/", "/dav/a", "/dav/b/"}, "/dav") == "/dav/a /dav/b ");
  CHECK(names({"/", "/a"}, "") == "/a ");
  CHECK(names({"/dav"}, "/dav") == "");
  CHECK(names({}, "/dav") == "(none)");
  CHECK(names({"/sau/dav/", "/sau/dav/a"}, "/dav") == "(none)");  // A proxy has changed them.
  CHECK(names({"/dav/", "/sau/dav/a"}, "/dav") == "(none)");
  CHECK(names({"/dav/a"}, "/dav") == "(none)");
  CHECK(names({"/dav/", "/dav/"}, "/dav") == "(none)");
  CHECK(names({"/dav/", "/dav/a/b"}, "/dav") == "(none)");
  CHECK(names({"/dav/", "/dav/.."}, "/dav") == "(none)");
  CHECK(names({"/dav/", "/davos"}, "/dav") == "(none)");
}

TEST_CASE("addresses of WebDAV are https, or http to this machine") {
  CHECK(parse_web_address("https://u@h.example/dav")->user == "u");
  CHECK(parse_web_address("http://127.0.0.1:80/dav"));
  CHECK(parse_web_address("http://[::1]:80/dav")->host == "::1");
  for (const char* wrong : {"http://h.example/dav", "https://u:p@h/dav", "https://h/dav?x",
                            "https://h/d%61v", "ftp://h/x", "https://h"})
    CHECK(!parse_web_address(wrong));
}
