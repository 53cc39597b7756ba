// HMAC-SHA-256 of short texts: what requests are signed with.
#pragma once

#include <string>
#include <string_view>

namespace minhbach {

/// RFC 2104 with SHA-256: 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

}  // namespace minhbach
