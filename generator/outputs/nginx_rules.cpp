// The rules as one `location` of nginx.
#include <fmt/format.h>

#include "model/cache_rule.h"
#include "outputs/host_table.h"

namespace minhbach::outputs {
namespace {

constexpr std::string_view utf8 = "; charset=utf-8";

std::string media_types() {
  std::string types, texts;
  for (const ContentType& one : content_types()) {
    const std::string_view bare = one.type.substr(0, one.type.find(';'));
    types += fmt::format("    {} {};\n", bare, one.ending);
    // text/html has the charset without being named.
    const bool is_new = texts.find(fmt::format(" {}", bare)) == std::string::npos;
    if (one.type.ends_with(utf8) && bare != "text/html" && is_new)
      texts += fmt::format(" {}", bare);
  }
  return fmt::format(
      "  types {{\n{}  }}\n  default_type {};\n  charset utf-8;\n  charset_types{};\n", types,
      content_type(""), texts);
}

/// A place inside that has headers of its own has none of those around it. `when`: " always" for
/// answers that are no file, too.
std::string headers(const HostTable& table, std::string_view caching, std::string_view when,
                    std::string_view indent) {
  std::string out;
  for (const auto& [name, value] : table.headers)
    out += fmt::format("{}add_header {} \"{}\" always;\n", indent, name, value);
  return out + fmt::format("{}add_header Cache-Control \"{}\"{};\n", indent, caching, when);
}

/// A folder without a page is no more there than a file that is missing.
std::string missing_page(const HostTable& table, std::string_view folder) {
  return fmt::format("error_page 403 404 =404 \"{}{}404.html\";\n", table.base, folder);
}

std::string languages(const HostTable& table) {
  std::string out;
  for (const std::string& language : table.languages)
    out += fmt::format("  location \"{}{}/\" {{\n    {}  }}\n", table.base, language,
                       missing_page(table, language + "/"));
  return out;
}

std::string named_files() {
  std::string out;
  for (const ContentType& one : named_types)
    out +=
        fmt::format("  location ~ \"/{}$\" {{\n    types {{ }}\n    default_type \"{}\";\n  }}\n",
                    pattern_of(one.ending), one.type);
  return out;
}

std::string hidden_files(const HostTable& table) {
  std::string out = fmt::format("  location ~ \"/{}\" {{\n    return 404;\n  }}\n", hidden_pattern);
  for (const std::string_view name : host_files)
    out += fmt::format("  location = \"{}{}\" {{\n    return 404;\n  }}\n", table.base, name);
  return out;
}

std::string redirects(const HostTable& table) {
  std::string out;
  for (const HostTable::Redirect& one : table.redirects)
    out += fmt::format("  location = \"{}\" {{\n    return 301 \"{}$is_args$args\";\n  }}\n",
                       one.from, one.to);
  return out;
}

}  // namespace

std::string nginx_rules(const HostTable& table) {
  std::string out =
      fmt::format("location ^~ \"{}\" {{\n  index index.html;\n  autoindex off;\n", table.base);
  // Whatever name and scheme nginx itself is called by, behind others.
  out += "  absolute_redirect off;\n  " + missing_page(table, "");
  out += media_types();
  if (table.precompressed)
    out +=
        "  gzip_static on;\n  gzip_vary on;\n"
        "  # libnginx-mod-http-brotli-static\n  #brotli_static on;\n";
  out += headers(table, asked_for, " always", "  ");
  out += fmt::format("  location ^~ \"{}{}\" {{\n{}  }}\n", table.base, asset_folder,
                     headers(table, kept_for_ever, "", "    "));
  return out + languages(table) + hidden_files(table) + named_files() + redirects(table) + "}\n";
}

}  // namespace minhbach::outputs
