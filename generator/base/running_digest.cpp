// SHA-256 through OpenSSL.
#include "base/running_digest.h"

#include <openssl/hmac.h>  // With it come digests in steps.

namespace minhbach {

struct RunningDigest::State {
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

RunningDigest::RunningDigest() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr);
}
RunningDigest::~RunningDigest() = default;
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;

void RunningDigest::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

Digest RunningDigest::take() {
  Digest out;
  EVP_DigestFinal_ex(state_->context.get(), out.bytes.data(), nullptr);
  return out;
}

}  // namespace minhbach
