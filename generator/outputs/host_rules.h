// What a web server is to do with a portal's files: headers, caching, media types, 404 pages.
#pragma once

#include <string>
#include <vector>

#include "outputs/output_file.h"

namespace minhbach::outputs {

struct HostFacts {
  std::string base_path;               ///< As Portal::base_path.
  std::string policy;                  ///< header_policy of model/page_policy.h.
  std::vector<std::string> languages;  ///< The further ones, whose pages lie in folders.
  bool precompressed = false;          ///< `.gz` and `.br` lie beside files.
};

/// Not below the portal's address: an operator copies it to where nobody can change it from there.
inline constexpr std::string_view nginx_rules_path = ".minhbach/nginx.conf";
inline constexpr std::string_view apache_rules_path = ".htaccess";

/// The same rules for each kind of host (docs/formats.md): `_headers` (Netlify, Cloudflare Pages),
/// `.htaccess` (Apache 2.4) and a part of an nginx `server`.
std::vector<OutputFile> host_rules(const HostFacts& facts);

}  // namespace minhbach::outputs
