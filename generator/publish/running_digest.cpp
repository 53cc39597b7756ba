// SHA-256 through OpenSSL, by its newer door.
#include "publish/running_digest.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <string>

namespace minhbach::publish {

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

bool digest_of_file(int file, std::uint64_t size, Digest& out) {
  constexpr std::uint64_t most = 256 * 1024;
  std::string block(std::min(size, most), '\0');
  RunningDigest digest;
  for (std::uint64_t at = 0; at < size;) {
    const ssize_t got =
        pread(file, block.data(), std::min<std::uint64_t>(most, size - at), static_cast<off_t>(at));
    if (got <= 0) return false;
    digest.add({block.data(), static_cast<std::size_t>(got)});
    at += static_cast<std::uint64_t>(got);
  }
  out = digest.take();
  return true;
}

}  // namespace minhbach::publish
