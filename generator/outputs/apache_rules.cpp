// The rules as an `.htaccess` of Apache 2.4, for `AllowOverride FileInfo`.
#include <fmt/format.h>

#include "model/cache_rule.h"
#include "model/url.h"
#include "outputs/host_table.h"

namespace minhbach::outputs {
namespace {

std::string missing_pages(const HostTable& table) {
  std::string out = fmt::format("ErrorDocument 404 \"{}404.html\"\n", table.url_base);
  for (const std::string& language : table.languages)
    out += fmt::format(
        "<If \"%{{REQUEST_URI}} -strmatch '{0}{1}/*'\">\n  ErrorDocument 404 \"{2}{1}/404.html\"\n"
        "</If>\n",
        table.base, language, table.url_base);
  return out;
}

std::string hidden_files(const HostTable& table) {
  std::string names;
  for (const std::string_view name : host_files) names += fmt::format("{}$|", pattern_of(name));
  return fmt::format(
      "  RedirectMatch 404 \"^{}(.*/)?({}{})\"\n"
      // A folder without a page shows nothing of what lies in it.
      "  <If \"-d %{{REQUEST_FILENAME}} && ! -f '%{{REQUEST_FILENAME}}/index.html'\">\n"
      "    RedirectMatch 404 \"^\"\n  </If>\n",
      pattern_of(table.base), names, hidden_pattern);
}

// Targets are plain text: mod_alias escapes them.
std::string redirects(const HostTable& table) {
  std::string out;
  for (const HostTable::Redirect& one : table.redirects)
    out += fmt::format("  RedirectMatch 301 \"^{}$\" \"{}\"\n", pattern_of(one.from),
                       decode_path(one.to));
  return out;
}

std::string media_types() {
  std::string out = "<IfModule mod_mime.c>\n";
  for (const ContentType& one : content_types())
    out += fmt::format("  AddType \"{}\" .{}\n", one.type, one.ending);
  out += "</IfModule>\n";
  for (const ContentType& one : named_types)
    out += fmt::format("<FilesMatch \"^{}(\\.gz|\\.br)?$\">\n  ForceType \"{}\"\n</FilesMatch>\n",
                       pattern_of(one.ending), one.type);
  return out;
}

// `.br` is Breton and `.gz` a type of its own to many an Apache.
constexpr std::string_view compressed_copies = R"(<IfModule mod_rewrite.c>
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

// What Apache answers by itself, redirects too, has only what is `always` set.
std::string headers(const HostTable& table) {
  std::string out = "<IfModule mod_headers.c>\n";
  for (const auto& [name, value] : table.headers)
    out += fmt::format("  Header always set {} \"{}\"\n", name, value);
  out += fmt::format("  Header set Content-Type \"{}\" \"expr=-z %{{CONTENT_TYPE}}\"\n",
                     content_type(""));
  if (table.precompressed) out += "  Header merge Vary Accept-Encoding\n";
  out += fmt::format(
      "  Header set Cache-Control \"{0}\"\n"
      "  Header always set Cache-Control \"{0}\" \"expr=%{{REQUEST_STATUS}} == 301\"\n"
      "  <If \"%{{REQUEST_URI}} -strmatch '{1}{2}*'\">\n"
      "    Header set Cache-Control \"{3}\"\n  </If>\n</IfModule>\n",
      asked_for, table.base, asset_folder, kept_for_ever);
  return out;
}

}  // namespace

std::string apache_rules(const HostTable& table) {
  return missing_pages(table) + "<IfModule mod_alias.c>\n" + hidden_files(table) +
         redirects(table) + "</IfModule>\n" + media_types() +
         std::string(table.precompressed ? compressed_copies : "") + headers(table);
}

}  // namespace minhbach::outputs
