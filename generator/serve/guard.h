// Whether a request may be answered: against pages elsewhere that reach into this machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace minhbach::serve {

/// A page of any site can make its own name lead to 127.0.0.1 (DNS rebinding) and then read what is
/// previewed here. Its name stands in Host, so only names that nobody else can own are answered.
class Guard {
 public:
  /// `addresses`: those listened on. "0.0.0.0" and "::" stand for any address of this machine,
  /// which is then known by any IP address, or by `host_name`.
  Guard(const std::vector<std::string>& addresses, std::string host_name);

  /// The response of refusal: 400 for no single Host, 421 for one that is not ours, 403 for a page
  /// of another origin. Nothing when the request is fine.
  std::optional<http::Response> refuse(const http::Request& request) const;

 private:
  bool is_ours(std::string_view name) const;

  std::vector<std::string> names_;  ///< In lower case; IPv6 in brackets.
  bool any_address_ = false;
};

/// True for an IPv4 address, or an IPv6 address in brackets, and nothing else.
bool is_address(std::string_view host);

}  // namespace minhbach::serve
