// What a web server is to do with a portal's files: headers, caching, media types, redirects, 404
// pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "outputs/output_file.h"

namespace minhbach::outputs {

/// A page that was elsewhere; addresses as in model/url.h.
struct MovedPage {
  std::string from, to;
};

struct HostFacts {
  std::string base_path;               ///< As Portal::base_path.
  std::string policy;                  ///< header_policy of model/page_policy.h.
  std::vector<std::string> languages;  ///< The further ones, whose pages lie in folders.
  bool precompressed = false;          ///< `.gz` and `.br` lie beside files.
  unsigned https_days = 0;             ///< As Portal::https_days.
  std::vector<MovedPage> moved;        ///< In each language.
};

/// Not below the portal's address: an operator copies them to where nobody can change them from
/// there.
inline constexpr std::string_view nginx_rules_path = ".minhbach/nginx.conf";
inline constexpr std::string_view caddy_rules_path = ".minhbach/Caddyfile";
inline constexpr std::string_view apache_rules_path = ".htaccess";
inline constexpr std::string_view netlify_redirects_path = "_redirects";

/// The same rules for each kind of host (docs/formats.md): `_headers` and `_redirects` (Netlify,
/// Cloudflare Pages), `.htaccess` (Apache 2.4), a part of an nginx `server`, a part of a Caddy
/// site.
std::vector<OutputFile> host_rules(const HostFacts& facts);

/// The pages that a portal's `_redirects` names, in all languages, below `base_path`.
std::vector<MovedPage> read_redirects(std::string_view text, std::string_view base_path);

/// Whether rules may repeat this part of an address, its escapes undone: nothing in it ends a text
/// there, or stands for something else.
bool is_plain_in_rules(std::string_view text);

}  // namespace minhbach::outputs
