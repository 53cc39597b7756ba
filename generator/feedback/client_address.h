// Who is at the other end, seen through the proxies in front of the endpoint.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace minhbach::feedback {

/// IPv6, or IPv4 inside of it (::ffff:1.2.3.4).
using Address = std::array<std::uint8_t, 16>;

/// Nothing for what is no address. Takes "1.2.3.4", "::1", and with a port as proxies write them:
/// "1.2.3.4:80", "[::1]:80".
std::optional<Address> read_address(std::string_view text);

/// Addresses that share a prefix: "10.0.0.0/8", "::1".
struct Network {
  Address start{};
  unsigned bits = 128;

  bool holds(const Address& address) const;
};
/// Nothing also for a prefix with bits set behind its length.
std::optional<Network> read_network(std::string_view text);

/// Proxies whose word is taken.
struct Proxies {
  std::vector<Network> networks;
  bool unix_socket = false;  ///< Whoever may write to our Unix socket is one.
};

/// The right-most hop that is no proxy of ours. `peer`: "" on a Unix socket. `forwarded`: the
/// values of X-Forwarded-For in order. What cannot be read, and all left of it, was said by
/// strangers. Nothing when no address is known.
std::optional<Address> client_address(std::string_view peer,
                                      const std::vector<std::string_view>& forwarded,
                                      const Proxies& proxies);

/// What stands for one client: an IPv4 address, or an IPv6 network of 64 bits, which is what one
/// household or office gets.
Address client_of(Address address);

}  // namespace minhbach::feedback
