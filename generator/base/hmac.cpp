// By Nettle.
#include "base/hmac.h"

#include <nettle/hmac.h>

namespace minhbach {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

struct Hmac::State {
  hmac_sha256_ctx keyed;
};

Hmac::Hmac(std::string_view key) {
  State made;
  nettle_hmac_sha256_set_key(&made.keyed, key.size(), bytes_of(key));
  state_ = std::make_shared<const State>(made);
}

Digest Hmac::sign(std::string_view text) const {
  hmac_sha256_ctx state = state_->keyed;
  nettle_hmac_sha256_update(&state, text.size(), bytes_of(text));
  Digest out;
  nettle_hmac_sha256_digest(&state, out.bytes.size(), out.bytes.data());
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  const Digest out = Hmac(key).sign(text);
  return {out.bytes.begin(), out.bytes.end()};
}

}  // namespace minhbach
