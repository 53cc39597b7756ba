// HMAC-SHA-256 of short texts: what requests and receipts are signed with.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/digest.h"

namespace minhbach {

/// RFC 2104 with SHA-256, under a key that is set up once: that is most of what a short signature
/// costs. Threads may share one.
class Hmac {
 public:
  explicit Hmac(std::string_view key);

  Digest sign(std::string_view text) const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

/// The same under a key that is used once: 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

}  // namespace minhbach
