// The rules as a part of a Caddy site.
#include <fmt/format.h>

#include "model/cache_rule.h"
#include "outputs/host_table.h"

namespace minhbach::outputs {
namespace {

/// An address that ends with '/' has a page behind it.
std::string media_types() {
  std::string out = "\tmap {http.request.uri.path.file.ext} {kieu_theo_duoi} {\n";
  for (const ContentType& one : content_types())
    out += fmt::format("\t\t~(?i)^\\.{}$ \"{}\"\n", one.ending, one.type);
  out += fmt::format("\t\t\"\" \"{}\"\n\t\tdefault \"{}\"\n\t}}\n", content_type("index.html"),
                     content_type(""));
  out += "\tmap {file} {kieu} {\n";
  for (const ContentType& one : named_types)
    out += fmt::format("\t\t{} \"{}\"\n", one.ending, one.type);
  return out + "\t\tdefault {kieu_theo_duoi}\n\t}\n";
}

std::string headers(const HostTable& table, std::string_view type) {
  std::string out = "\t\theader {\n";
  for (const auto& [name, value] : table.headers)
    out += fmt::format("\t\t\t{} \"{}\"\n", name, value);
  return out + fmt::format("\t\t\tContent-Type \"{}\"\n\t\t\tCache-Control \"{}\"\n\t\t}}\n", type,
                           asked_for);
}

std::string hidden_files(const HostTable& table) {
  std::string names;
  for (const std::string_view name : host_files) names += fmt::format("|{}$", pattern_of(name));
  // Its regular expressions cannot look ahead.
  return fmt::format(
      "\t\t@an {{\n\t\t\tpath_regexp \"^{}(.*/)?(\\.{})\"\n"
      "\t\t\tnot path_regexp \"/\\.well-known/\"\n\t\t}}\n\t\terror @an 404\n",
      pattern_of(table.base), names);
}

std::string redirect_map(const HostTable& table) {
  if (table.redirects.empty()) return {};
  std::string out = "\tmap {path} {noi_moi} {\n";
  for (const HostTable::Redirect& one : table.redirects)
    out += fmt::format("\t\t\"{}\" \"{}\"\n", one.from, one.to);
  return out +
         "\t\tdefault \"\"\n\t}\n"
         "\tmap {query} {phan_hoi} {\n\t\t\"\" \"\"\n\t\tdefault \"?{query}\"\n\t}\n";
}

constexpr std::string_view redirects =
    "\t\t@chuyen not vars {noi_moi} \"\"\n\t\tredir @chuyen {noi_moi}{phan_hoi} 301\n";

std::string missing_pages(const HostTable& table) {
  const auto page = [&](std::string_view folder) {
    return fmt::format("\t\thandle \"{0}{1}*\" {{\n\t\t\trewrite * \"{0}{1}404.html\"\n\t\t}}\n",
                       table.base, folder);
  };
  std::string out = fmt::format("handle_errors {{\n\thandle \"{}*\" {{\n", table.base);
  for (const std::string& language : table.languages) out += page(language + "/");
  return out + page("") + headers(table, content_type("404.html")) + "\t\tfile_server\n\t}\n}\n";
}

}  // namespace

std::string caddy_rules(const HostTable& table) {
  std::string out = fmt::format("handle \"{}*\" {{\n", table.base);
  out += media_types() + redirect_map(table);
  // In this order, which is not Caddy's own.
  out += "\troute {\n" + headers(table, "{kieu}") + hidden_files(table);
  if (!table.redirects.empty()) out += redirects;
  out += fmt::format("\t\theader \"{}{}*\" Cache-Control \"{}\"\n", table.base, asset_folder,
                     kept_for_ever);
  // Said of the file itself too, and once of its copies.
  out += table.precompressed ? "\t\theader {\n\t\t\tVary Accept-Encoding\n\t\t\tdefer\n\t\t}\n"
                               "\t\tfile_server {\n\t\t\tprecompressed br gzip\n\t\t}\n"
                             : "\t\tfile_server\n";
  out += "\t}\n}\n";
  if (table.base != "/")
    out +=
        fmt::format("redir \"{}\" \"{}\" 308\n",
                    std::string_view(table.base).substr(0, table.base.size() - 1), table.url_base);
  return out + missing_pages(table);
}

}  // namespace minhbach::outputs
