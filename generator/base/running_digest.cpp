// SHA-256 through Nettle.
#include "base/running_digest.h"

#include <nettle/sha2.h>

namespace minhbach {

struct RunningDigest::State {
  sha256_ctx context;
};

RunningDigest::RunningDigest() : state_(std::make_unique<State>()) {
  nettle_sha256_init(&state_->context);
}
RunningDigest::~RunningDigest() = default;
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;

void RunningDigest::add(std::string_view bytes) {
  nettle_sha256_update(&state_->context, bytes.size(),
                       reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Digest RunningDigest::take() {
  Digest out;
  nettle_sha256_digest(&state_->context, out.bytes.size(), out.bytes.data());
  return out;
}

}  // namespace minhbach
