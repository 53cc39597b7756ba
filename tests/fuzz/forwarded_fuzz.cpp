// X-Forwarded-For as strangers write it: a peer that is no proxy of ours is always itself.
#include <cstdint>
#include <string>

#include "feedback/client_address.h"
#include "must.h"

using namespace minhbach::feedback;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Proxies proxies{{*read_network("10.0.0.0/8"), *read_network("fd00::/8")}, true};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t middle = text.find('\n');
  const std::vector<std::string_view> headers{
      text.substr(0, middle),
      middle == std::string_view::npos ? std::string_view() : text.substr(middle + 1)};
  must(client_address("203.0.113.1", headers, proxies) == read_address("203.0.113.1"));
  // Whatever is said left of a stranger, he is the client.
  const std::string right = std::string(headers[0]) + ",203.0.113.2, 10.0.0.9";
  must(client_address("10.0.0.1", {right}, proxies) == read_address("203.0.113.2"));
  client_address("", headers, proxies);
  read_network(text);
  return 0;
}
