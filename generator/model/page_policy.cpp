// Puts the policy together.
#include "model/page_policy.h"

namespace minhbach {
namespace {

constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool consists_of(std::string_view text, std::string_view more) {
  return text.find_first_not_of(std::string(letters_and_digits) + std::string(more)) ==
         std::string_view::npos;
}

/// "https://a.example/b" is "https://a.example".
std::string_view origin_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  return address.substr(0, address.find('/', scheme + 3));
}

bool is_host(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']'))
    return host.size() > 2 &&
           host.find_first_not_of("0123456789abcdefABCDEF:.", 1) == host.size() - 1;
  return !host.empty() && consists_of(host, "-.") && host.front() != '.' && host.front() != '-';
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 &&
         port.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

}  // namespace

std::optional<std::string> endpoint_origin(std::string_view address) {
  const bool is_https = address.starts_with("https://");
  if (!is_https && !address.starts_with("http://")) return std::nullopt;
  const std::string_view origin = origin_of(address);
  const std::string_view path = address.substr(origin.size());
  // What could end a source or a directive of the policy is in none of these.
  if (!consists_of(path, "/-._~%") || path.ends_with('/')) return std::nullopt;
  std::string_view host = origin.substr(is_https ? 8 : 7);
  const std::size_t colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
  if (colon != std::string_view::npos) {
    if (!is_port(host.substr(colon + 1))) return std::nullopt;
    host = host.substr(0, colon);
  }
  if (!is_host(host) || (!is_https && !is_this_machine(host))) return std::nullopt;
  return std::string(origin);
}

std::string page_policy(const Portal& portal) {
  std::string endpoint;
  if (portal.accepts_feedback) {
    const std::optional<std::string> origin = endpoint_origin(portal.endpoint);
    // Behind the portal's own address it is 'self'.
    if (origin && *origin != origin_of(portal.address)) endpoint = " " + *origin;
  }
  // 'self' in both: lists and titles are fetched, and the search form leads to the A–Z page, as
  // the endpoint's answer to a form leads back here.
  return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
         "font-src 'self'; media-src 'self'; connect-src 'self'" +
         endpoint + "; form-action 'self'" + endpoint + "; base-uri 'none'";
}

std::string header_policy(const Portal& portal) {
  // A portal that lies inside another's address may be shown in a frame of that one.
  return page_policy(portal) + "; frame-ancestors 'self'";
}

}  // namespace minhbach
