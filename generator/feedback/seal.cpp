// HMAC by OpenSSL, chance by the kernel.
#include "feedback/seal.h"

#include <sys/random.h>

#include <cerrno>
#include <system_error>

#include <openssl/crypto.h>
#include <openssl/hmac.h>

namespace minhbach::feedback {
namespace {

void append_length(std::string& out, std::size_t length) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(length >> shift & 0xFF);
}

}  // namespace

Tag Seal::tag(std::size_t key, std::initializer_list<std::string_view> parts) const {
  std::string text;
  for (const std::string_view part : parts) {
    append_length(text, part.size());
    text += part;
  }
  Tag out{};
  unsigned length = 0;
  const std::string& secret = keys_.at(key);
  const auto* done =
      HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(), &length);
  if (done == nullptr || length != out.size())
    throw std::system_error(ENOTSUP, std::generic_category(), "HMAC");
  return out;
}

bool is_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  for (std::size_t have = 0; have < count;) {
    const ssize_t got = getrandom(out.data() + have, count - have, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
    have += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace minhbach::feedback
