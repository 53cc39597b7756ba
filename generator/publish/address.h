// The address of a place to publish to, in its parts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/publish_place.h"

namespace minhbach::publish {

/// "sftp://user@host:22/srv/www"; a path that begins with "/~/" is counted from the account's home
/// and then has no '/' in front. Nothing in it is percent-decoded.
struct Address {
  std::string user;  ///< "" for whoever ssh says.
  std::string host;
  std::string port;  ///< "" for the usual one.
  std::string path;  ///< Without final '/', unless it is "/"; "." for the account's home.
};

/// Nothing when it is not one of `scheme` ("sftp"), or could be taken for an option of a program.
std::optional<Address> parse_address(std::string_view address, std::string_view scheme);

/// "https://user@host/dav/ddci"; http only to this machine, as passwords are not hidden in it.
std::optional<Address> parse_web_address(std::string_view address);

/// Why a place's address cannot be used; null when it can.
const Message* address_problem(const PublishPlace& place);

/// "ssh-ed25519 AAAA…": kind and key of a host, as known_hosts has them, without a name.
bool is_host_key(std::string_view key);

}  // namespace minhbach::publish
