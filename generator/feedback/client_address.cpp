// Reads addresses, and walks the hops from the right.
#include "feedback/client_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace minhbach::feedback {
namespace {

/// More hops than any honest chain has.
constexpr std::size_t most_hops = 16;
constexpr std::size_t longest = 64;
constexpr Address v4_start{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

bool is_v4(const Address& address) {
  return std::equal(v4_start.begin(), v4_start.begin() + 12, address.begin());
}

std::optional<Address> parse(std::string_view text) {
  if (text.empty() || text.size() > longest) return std::nullopt;
  const std::string held(text);
  Address out = v4_start;
  if (inet_pton(AF_INET, held.c_str(), out.data() + 12) == 1) return out;
  if (inet_pton(AF_INET6, held.c_str(), out.data()) == 1) return out;
  return std::nullopt;
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Address> read_address(std::string_view text) {
  text = without_spaces(text);
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view after = text.substr(end + 1);
    if (!after.empty() && (after[0] != ':' || !is_number(after.substr(1)))) return std::nullopt;
    return parse(text.substr(1, end - 1));
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos) {
    if (!is_number(text.substr(colon + 1))) return std::nullopt;
    text = text.substr(0, colon);
  }
  return parse(text);
}

bool Network::holds(const Address& address) const {
  const unsigned whole = bits / 8, left = bits % 8;
  if (!std::equal(start.begin(), start.begin() + whole, address.begin())) return false;
  return left == 0 || (start[whole] ^ address[whole]) >> (8 - left) == 0;
}

std::optional<Network> read_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network out{*address, 128};
  if (slash == std::string_view::npos) return out;
  const unsigned before = is_v4(*address) && text.find(':') == std::string_view::npos ? 96 : 0;
  const std::string_view number = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
  if (error != std::errc() || end != number.data() + number.size() || bits + before > 128)
    return std::nullopt;
  out.bits = bits + before;
  for (unsigned bit = out.bits; bit < 128; ++bit) {
    if ((out.start[bit / 8] & 0x80u >> bit % 8) != 0) return std::nullopt;
  }
  return out;
}

std::optional<Address> client_address(std::string_view peer,
                                      const std::vector<std::string_view>& forwarded,
                                      const Proxies& proxies) {
  const auto is_ours = [&](const Address& address) {
    return std::any_of(proxies.networks.begin(), proxies.networks.end(),
                       [&](const Network& network) { return network.holds(address); });
  };
  std::optional<Address> client;
  if (!peer.empty()) {
    client = read_address(peer);
    if (!client || !is_ours(*client)) return client;
  } else if (!proxies.unix_socket) {
    return std::nullopt;
  }
  std::size_t hops = 0;
  for (auto header = forwarded.rbegin(); header != forwarded.rend(); ++header) {
    for (std::string_view rest = *header;;) {
      const std::size_t comma = rest.rfind(',');
      const std::string_view entry =
          comma == std::string_view::npos ? rest : rest.substr(comma + 1);
      const auto address = read_address(entry);
      if (!address || ++hops > most_hops) return client;
      client = address;
      if (!is_ours(*client)) return client;
      if (comma == std::string_view::npos) break;
      rest = rest.substr(0, comma);
    }
  }
  return client;
}

Address client_of(Address address) {
  if (!is_v4(address)) std::fill(address.begin() + 8, address.end(), std::uint8_t{0});
  return address;
}

}  // namespace minhbach::feedback
