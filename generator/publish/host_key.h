// The keys of SSH servers, as people compare them and as portal.json pins them.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::publish {

/// "SHA256:…" of a key as known_hosts has it ("ssh-ed25519 AAAA…"), as ssh shows it.
std::string fingerprint(std::string_view key);

/// A key as SSH sends it, in the form that known_hosts has; "" when it is none.
std::string host_key_of(std::string_view bytes);

}  // namespace minhbach::publish
