// What hosts are told. That servers understand it is for tests/cli/hosts_test.sh.
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

const HostFacts below{"/ddci/", "default-src 'none'", {"en"}, false};

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
  const HostFacts longest{"/", std::string(1900, 'x'), {}, false};
  std::istringstream lines(rules(longest, "_headers"));
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 2000);
}

TEST_CASE("each language has its own page for what is not there") {
  CHECK(holds(rules(below, ".htaccess"), "ErrorDocument 404 \"/ddci/404.html\""));
  CHECK(holds(rules(below, ".htaccess"),
              "'/ddci/en/*'\">\n  ErrorDocument 404 \"/ddci/en/404.html\""));
  CHECK(holds(rules(below, outputs::nginx_rules_path), "error_page 404 \"/ddci/404.html\";"));
  CHECK(holds(rules(below, outputs::nginx_rules_path),
              "location \"/ddci/en/\" {\n    error_page 404 \"/ddci/en/404.html\";"));
}

TEST_CASE("compressed copies are sent only where they are made") {
  HostFacts facts = below;
  CHECK_FALSE(holds(rules(facts, ".htaccess"), "RewriteEngine"));
  CHECK_FALSE(holds(rules(facts, outputs::nginx_rules_path), "gzip_static"));
  facts.precompressed = true;
  CHECK(holds(rules(facts, ".htaccess"), "RewriteEngine On"));
  CHECK(holds(rules(facts, outputs::nginx_rules_path), "gzip_static on;"));
}

TEST_CASE("an nginx header is not lost where a place inside has headers of its own") {
  const std::string text = rules(below, outputs::nginx_rules_path);
  std::size_t times = 0;
  for (std::size_t at = text.find("add_header Content-Security-Policy"); at != std::string::npos;
       at = text.find("add_header Content-Security-Policy", at + 1))
    ++times;
  CHECK(times == 2);  // Everything, and assets.
}
