// Writes one table of rules in the words of three hosts.
#include "outputs/host_rules.h"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "model/cache_rule.h"
#include "model/content_type.h"
#include "model/url.h"

namespace minhbach::outputs {
namespace {

constexpr std::string_view utf8 = "; charset=utf-8";

using Header = std::pair<std::string_view, std::string_view>;

/// The same for every file. The endpoint must learn the origin of a form, and nobody more.
std::vector<Header> headers_of(const HostFacts& facts) {
  return {{"Content-Security-Policy", facts.policy},
          {"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "strict-origin"},
          {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
          {"Cross-Origin-Opener-Policy", "same-origin"}};
}

// Both hosts send pages so that they are asked for each time, and put two values of one header
// together: what they do by themselves is not said again.
std::string netlify_rules(const HostFacts& facts) {
  std::string out = fmt::format("{}*\n", facts.base_path);
  for (const auto& [name, value] : headers_of(facts)) out += fmt::format("  {}: {}\n", name, value);
  return out +
         fmt::format("{}{}*\n  Cache-Control: {}\n", facts.base_path, asset_folder, kept_for_ever);
}

std::string apache_types() {
  std::string out = "<IfModule mod_mime.c>\n";
  for (const ContentType& one : content_types())
    out += fmt::format("  AddType \"{}\" .{}\n", one.type, one.ending);
  out += "</IfModule>\n";
  for (const ContentType& one : named_types) {
    const std::size_t dot = one.ending.find('.');
    out +=
        fmt::format("<FilesMatch \"^{}\\{}(\\.gz|\\.br)?$\">\n  ForceType \"{}\"\n</FilesMatch>\n",
                    one.ending.substr(0, dot), one.ending.substr(dot), one.type);
  }
  return out;
}

// `.br` is Breton and `.gz` a type of its own to many an Apache.
constexpr std::string_view apache_copies = R"(<IfModule mod_rewrite.c>
  <IfModule mod_mime.c>
    RemoveLanguage .br
    RemoveType .gz
    AddEncoding br .br
    AddEncoding gzip .gz
    RewriteEngine On
    RewriteCond "%{HTTP:Accept-Encoding}" "\bbr\b"
    RewriteCond "%{REQUEST_FILENAME}.br" -s
    RewriteRule "^(.+)$" "$1.br" [L]
    RewriteCond "%{HTTP:Accept-Encoding}" "\bgzip\b"
    RewriteCond "%{REQUEST_FILENAME}.gz" -s
    RewriteRule "^(.+)$" "$1.gz" [L]
  </IfModule>
</IfModule>
)";

std::string apache_rules(const HostFacts& facts) {
  const std::string base = decode_path(facts.base_path);
  std::string out = fmt::format("ErrorDocument 404 \"{}404.html\"\n", facts.base_path);
  for (const std::string& language : facts.languages)
    out += fmt::format(
        "<If \"%{{REQUEST_URI}} -strmatch '{0}{1}/*'\">\n  ErrorDocument 404 \"{2}{1}/404.html\"\n"
        "</If>\n",
        base, language, facts.base_path);
  out += "<IfModule mod_alias.c>\n  RedirectMatch 404 \"/(_headers$|\\.minhbach/)\"\n</IfModule>\n";
  out += apache_types();
  if (facts.precompressed) out += apache_copies;
  out += "<IfModule mod_headers.c>\n";
  for (const auto& [name, value] : headers_of(facts))
    out += fmt::format("  Header always set {} \"{}\"\n", name, value);
  if (facts.precompressed) out += "  Header merge Vary Accept-Encoding\n";
  out += fmt::format(
      "  Header set Cache-Control \"{}\"\n  <If \"%{{REQUEST_URI}} -strmatch '{}{}*'\">\n"
      "    Header set Cache-Control \"{}\"\n  </If>\n</IfModule>\n",
      asked_for, base, asset_folder, kept_for_ever);
  return out;
}

std::string nginx_types() {
  std::string types, texts;
  for (const ContentType& one : content_types()) {
    const std::string_view bare = one.type.substr(0, one.type.find(';'));
    types += fmt::format("    {} {};\n", bare, one.ending);
    // text/html has the charset without being named.
    const bool is_new = texts.find(fmt::format(" {}", bare)) == std::string::npos;
    if (one.type.ends_with(utf8) && bare != "text/html" && is_new)
      texts += fmt::format(" {}", bare);
  }
  return fmt::format("  types {{\n{}  }}\n  charset utf-8;\n  charset_types{};\n", types, texts);
}

std::string nginx_headers(const HostFacts& facts, std::string_view caching,
                          std::string_view indent) {
  std::string out;
  for (const auto& [name, value] : headers_of(facts))
    out += fmt::format("{}add_header {} \"{}\" always;\n", indent, name, value);
  return out + fmt::format("{}add_header Cache-Control \"{}\";\n", indent, caching);
}

std::string nginx_rules(const HostFacts& facts) {
  const std::string base = decode_path(facts.base_path);
  std::string out = fmt::format("location ^~ \"{}\" {{\n  index index.html;\n", base);
  out += fmt::format("  error_page 404 \"{}404.html\";\n", base);
  out += nginx_types();
  if (facts.precompressed)
    out +=
        "  gzip_static on;\n  gzip_vary on;\n"
        "  # libnginx-mod-http-brotli-static\n  #brotli_static on;\n";
  out += nginx_headers(facts, asked_for, "  ");
  out += fmt::format("  location ^~ \"{}{}\" {{\n{}  }}\n", base, asset_folder,
                     nginx_headers(facts, kept_for_ever, "    "));
  for (const std::string& language : facts.languages)
    out += fmt::format("  location \"{0}{1}/\" {{\n    error_page 404 \"{0}{1}/404.html\";\n  }}\n",
                       base, language);
  for (const ContentType& one : named_types) {
    const std::size_t dot = one.ending.find('.');
    out += fmt::format(
        "  location ~ \"/{}\\{}$\" {{\n    types {{ }}\n    default_type \"{}\";\n  }}\n",
        one.ending.substr(0, dot), one.ending.substr(dot), one.type);
  }
  for (const std::string_view hidden : {"_headers", ".htaccess"})
    out += fmt::format("  location = \"{}{}\" {{\n    return 404;\n  }}\n", base, hidden);
  out += fmt::format("  location ^~ \"{}.minhbach/\" {{\n    return 404;\n  }}\n", base);
  return out + "}\n";
}

}  // namespace

std::vector<OutputFile> host_rules(const HostFacts& facts) {
  std::vector<OutputFile> out;
  out.push_back({"_headers", netlify_rules(facts)});
  out.push_back({std::string(apache_rules_path), apache_rules(facts)});
  out.push_back({std::string(nginx_rules_path), nginx_rules(facts)});
  return out;
}

}  // namespace minhbach::outputs
