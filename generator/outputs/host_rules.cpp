// Writes one table of rules in the words of each host; here those of Netlify and Cloudflare Pages.
#include "outputs/host_rules.h"

#include <fmt/format.h>

#include "model/cache_rule.h"
#include "model/url.h"
#include "outputs/host_table.h"

namespace minhbach::outputs {

// Both hosts send pages so that they are asked for each time, and put two values of one header
// together: what they do by themselves is not said again.
std::string netlify_headers(const HostTable& table) {
  std::string out = fmt::format("{}*\n", table.url_base);
  for (const auto& [name, value] : table.headers) out += fmt::format("  {}: {}\n", name, value);
  return out +
         fmt::format("{}{}*\n  Cache-Control: {}\n", table.url_base, asset_folder, kept_for_ever);
}

// Both send along what follows a '?'. The '!' by which Netlify takes a rule for more than a file is
// not said: Cloudflare would pass over the line, and the file leads to the same page.
std::string netlify_redirects(const HostTable& table) {
  std::string out;
  for (const HostTable::Redirect& one : table.redirects)
    out += fmt::format("{} {} 301\n", encode_path(one.from), one.to);
  return out;
}

std::vector<MovedPage> read_redirects(std::string_view text, std::string_view base_path) {
  std::vector<MovedPage> out;
  const auto below = [&](std::string_view url) {
    return "/" + decode_path(url.substr(base_path.size()));
  };
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos;
       text.remove_prefix(end + 1)) {
    const std::string_view line = text.substr(0, end);
    const std::size_t space = line.find(' '), last = line.rfind(' ');
    if (space >= last || last == std::string_view::npos) continue;
    const std::string_view from = line.substr(0, space);
    const std::string_view to = line.substr(space + 1, last - space - 1);
    if (from.starts_with(base_path) && to.starts_with(base_path))
      out.push_back({below(from), below(to)});
  }
  return out;
}

std::vector<OutputFile> host_rules(const HostFacts& facts) {
  const HostTable table = make_host_table(facts);
  std::vector<OutputFile> out;
  out.push_back({"_headers", netlify_headers(table)});
  if (!table.redirects.empty())
    out.push_back({std::string(netlify_redirects_path), netlify_redirects(table)});
  out.push_back({std::string(apache_rules_path), apache_rules(table)});
  out.push_back({std::string(nginx_rules_path), nginx_rules(table)});
  out.push_back({std::string(caddy_rules_path), caddy_rules(table)});
  return out;
}

}  // namespace minhbach::outputs
