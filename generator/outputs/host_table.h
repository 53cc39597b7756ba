// What hosts are told of a portal's files, before it is put into the words of any of them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/content_type.h"
#include "outputs/host_rules.h"

namespace minhbach::outputs {

/// Paths are whole ones, with that of the portal's address.
struct HostTable {
  struct Redirect {
    std::string from;  ///< Plain text, as servers compare it.
    std::string to;    ///< As it stands in a header: escaped.
  };
  std::string base;      ///< As Portal::base_path, its escapes undone.
  std::string url_base;  ///< The same, escaped.
  /// The same for every file.
  std::vector<std::pair<std::string, std::string>> headers;
  std::vector<Redirect> redirects;     ///< For good (301); what follows a '?' goes along.
  std::vector<std::string> languages;  ///< As HostFacts.
  bool precompressed = false;
};

HostTable make_host_table(const HostFacts& facts);

/// Files that are for hosts to read and for nobody else.
inline constexpr std::string_view host_files[] = {"_headers", "_redirects"};
/// What follows a '/' in the path of a file that is nobody's business, as a regular expression. The
/// one folder with a dot that is meant to be read is that of RFC 8615.
inline constexpr std::string_view hidden_pattern = R"(\.(?!well-known/))";

std::string netlify_headers(const HostTable& table);
std::string netlify_redirects(const HostTable& table);
std::string apache_rules(const HostTable& table);
std::string nginx_rules(const HostTable& table);
std::string caddy_rules(const HostTable& table);

/// "feed.json" for the regular expressions of servers: nothing in it stands for something else.
std::string pattern_of(std::string_view plain);

}  // namespace minhbach::outputs
