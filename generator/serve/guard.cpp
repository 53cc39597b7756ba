// Host, Origin and Sec-Fetch-Site.
#include "serve/guard.h"

#include <arpa/inet.h>

#include <algorithm>

namespace minhbach::serve {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

struct HostParts {
  std::string_view name;
  std::string_view port;  ///< "" when there is none.
};

HostParts split_host(std::string_view host) {
  // Only what stands behind the bracket can be a port: "[::1]" has none.
  const std::size_t from = host.starts_with('[') ? host.find(']') : 0;
  const std::size_t colon = from == std::string_view::npos ? from : host.find(':', from);
  if (colon == std::string_view::npos) return {host, {}};
  return {host.substr(0, colon), host.substr(colon + 1)};
}

bool same_address(int family, std::string_view text) {
  unsigned char bytes[16];
  return inet_pton(family, std::string(text).c_str(), bytes) == 1;
}

}  // namespace

bool is_address(std::string_view host) {
  if (!host.starts_with('[')) return same_address(AF_INET, host);
  return host.ends_with(']') && same_address(AF_INET6, host.substr(1, host.size() - 2));
}

Guard::Guard(const std::vector<std::string>& addresses, std::string host_name)
    : names_{"localhost", "127.0.0.1", "[::1]"} {
  for (const std::string& address : addresses) {
    if (address == "0.0.0.0" || address == "::") any_address_ = true;
    names_.push_back(address.find(':') == std::string::npos ? lower(address)
                                                            : "[" + lower(address) + "]");
  }
  if (any_address_ && !host_name.empty()) {
    names_.push_back(lower(host_name));
    names_.push_back(lower(host_name) + ".local");
  }
}

bool Guard::is_ours(std::string_view name) const {
  const std::string small = lower(name);
  // An address cannot be made to lead elsewhere, so any of them is safe where all are listened on.
  return std::find(names_.begin(), names_.end(), small) != names_.end() ||
         (any_address_ && is_address(small));
}

std::optional<http::Response> Guard::refuse(const http::Request& request) const {
  if (request.header_count("Host") != 1)
    return http::text_response(400, "one Host header is needed\n");
  const std::string_view host = request.header("Host");
  const auto [name, port] = split_host(host);
  const std::string expected = std::to_string(request.local_port);
  if (!is_ours(name) || (port.empty() ? "80" : port) != expected) {
    return http::text_response(421, "this preview does not answer to that name\n");
  }
  if (request.header_count("Origin") > 0) {
    const bool own = request.header_count("Origin") == 1 &&
                     lower(request.header("Origin")) == "http://" + lower(host);
    if (!own) return http::text_response(403, "requests of other sites are not answered\n");
  }
  // Scripts and pictures that a page elsewhere loads come without Origin; browsers say it here.
  const std::string_view site = request.header("Sec-Fetch-Site");
  const bool from_elsewhere = site == "cross-site" || site == "same-site";
  if (from_elsewhere && request.header("Sec-Fetch-Mode") != "navigate") {
    return http::text_response(403, "requests of other sites are not answered\n");
  }
  return std::nullopt;
}

}  // namespace minhbach::serve
