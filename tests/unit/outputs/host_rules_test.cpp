// What hosts are told. That servers understand it is for tests/cli/hosts_test.py.
#include "outputs/host_rules.h"

#include <sstream>

#include "support/catch.h"

using namespace minhbach;
using outputs::HostFacts;

namespace {

std::string rules(const HostFacts& facts, std::string_view path) {
  for (const OutputFile& file : outputs::host_rules(facts)) {
    if (file.path == path) return file.bytes;
  }
  return {};
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const HostFacts below{"/ddci/", "default-src 'none'", {"en"}, false, 0, {}};

}  // namespace

TEST_CASE("Netlify and Cloudflare are told headers, and assets for ever, within their limits") {
  CHECK(rules(below, "_headers") ==
        "/ddci/*\n"
        "  Content-Security-Policy: default-src 'none'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n"
        "  Cross-Origin-Opener-Policy: same-origin\n"
        "/ddci/tai-nguyen/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n");
  const HostFacts longest{"/", std::string(1900, 'x'), {}, false, 0, {}};
  std::istringstream lines(rules(longest, "_headers"));
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 2000);
}

TEST_CASE("each language has its own page for what is not there") {
  CHECK(holds(rules(below, ".htaccess"), "ErrorDocument 404 \"/ddci/404.html\""));
  CHECK(holds(rules(below, ".htaccess"),
              "'/ddci/en/*'\">\n  ErrorDocument 404 \"/ddci/en/404.html\""));
  CHECK(holds(rules(below, outputs::nginx_rules_path),
              "error_page 403 404 =404 \"/ddci/404.html\";"));
  CHECK(holds(rules(below, outputs::nginx_rules_path),
              "location \"/ddci/en/\" {\n    error_page 403 404 =404 \"/ddci/en/404.html\";"));
}

TEST_CASE("compressed copies are sent only where they are made") {
  HostFacts facts = below;
  CHECK_FALSE(holds(rules(facts, ".htaccess"), "RewriteEngine"));
  CHECK_FALSE(holds(rules(facts, outputs::nginx_rules_path), "gzip_static"));
  CHECK_FALSE(holds(rules(facts, outputs::caddy_rules_path), "precompressed"));
  facts.precompressed = true;
  CHECK(holds(rules(facts, ".htaccess"), "RewriteEngine On"));
  CHECK(holds(rules(facts, outputs::nginx_rules_path), "gzip_static on;"));
  CHECK(holds(rules(facts, outputs::caddy_rules_path), "precompressed br gzip"));
}

TEST_CASE("an nginx header is not lost where a place inside has headers of its own") {
  const std::string text = rules(below, outputs::nginx_rules_path);
  std::size_t times = 0;
  for (std::size_t at = text.find("add_header Content-Security-Policy"); at != std::string::npos;
       at = text.find("add_header Content-Security-Policy", at + 1))
    ++times;
  CHECK(times == 2);  // Everything, and assets.
}

TEST_CASE("old addresses lead on in every language, and can be read back") {
  HostFacts facts = below;
  facts.moved = {{"/tin cũ (1)/", "/tin-bai/mới/"}, {"/a.b/", "/c/"}};
  const std::string netlify = rules(facts, outputs::netlify_redirects_path);
  CHECK(netlify ==
        "/ddci/a.b/ /ddci/c/ 301\n"
        "/ddci/en/a.b/ /ddci/en/c/ 301\n"
        "/ddci/en/tin%20c%C5%A9%20(1)/ /ddci/en/tin-bai/m%E1%BB%9Bi/ 301\n"
        "/ddci/tin%20c%C5%A9%20(1)/ /ddci/tin-bai/m%E1%BB%9Bi/ 301\n");
  CHECK(holds(rules(facts, outputs::nginx_rules_path),
              "location = \"/ddci/tin cũ (1)/\" {\n"
              "    return 301 \"/ddci/tin-bai/m%E1%BB%9Bi/$is_args$args\";"));
  CHECK(holds(rules(facts, ".htaccess"), R"("^/ddci/tin cũ \(1\)/$" "/ddci/tin-bai/mới/")"));
  CHECK(holds(rules(facts, ".htaccess"), R"("^/ddci/en/a\.b/$" "/ddci/en/c/")"));
  CHECK(holds(rules(facts, outputs::caddy_rules_path),
              R"("/ddci/tin cũ (1)/" "/ddci/tin-bai/m%E1%BB%9Bi/")"));

  const auto read = outputs::read_redirects(netlify, "/ddci/");
  REQUIRE(read.size() == 4);
  CHECK(read[2].from == "/en/tin cũ (1)/");
  CHECK(read[2].to == "/en/tin-bai/mới/");
  CHECK(outputs::read_redirects(netlify + "cut of", "/ddci/").size() == 4);
  CHECK(outputs::read_redirects("/other/ /x/ 301\n/ddci/\n\n", "/ddci/").empty());
  CHECK(rules(below, outputs::netlify_redirects_path).empty());
}

TEST_CASE("https is asked for only where the portal says so") {
  HostFacts facts = below;
  for (const std::string_view path : {std::string_view("_headers"), outputs::apache_rules_path,
                                      outputs::nginx_rules_path, outputs::caddy_rules_path}) {
    facts.https_days = 0;
    CHECK_FALSE(holds(rules(facts, path), "Strict-Transport-Security"));
    facts.https_days = 730;
    CHECK(holds(rules(facts, path), "max-age=63072000"));
  }
}

TEST_CASE("what could end a text of a rule, or mean something else, may not stand in one") {
  CHECK(outputs::is_plain_in_rules("/văn bản (cũ) [1.0]+&=~@!,/"));
  for (const char sign : std::string_view("\"'\\<>`*?#$;|^{}\n\t\x7F"))
    CHECK_FALSE(outputs::is_plain_in_rules(std::string("/a") + sign + "/"));
}
