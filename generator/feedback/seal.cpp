// HMAC by OpenSSL, chance by the kernel.
#include "feedback/seal.h"

#include <sys/random.h>

#include <cerrno>
#include <mutex>
#include <system_error>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace minhbach::feedback {
namespace {

struct FreeMac {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using Mac = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

void must(bool done) {
  if (!done) throw std::system_error(ENOTSUP, std::generic_category(), "HMAC");
}

void append_length(std::string& out, std::size_t length) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(length >> shift & 0xFF);
}

/// Keyed once: what a key costs to set up is most of what a short signature costs.
Mac make_mac(const std::string& key) {
  EVP_MAC* kind = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  must(kind != nullptr);
  Mac out(EVP_MAC_CTX_new(kind));
  EVP_MAC_free(kind);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest", digest, 0),
                                   OSSL_PARAM_construct_end()};
  must(out && EVP_MAC_init(out.get(), reinterpret_cast<const unsigned char*>(key.data()),
                           key.size(), parameters) == 1);
  return out;
}

}  // namespace

struct Seal::Keys {
  std::mutex mutex;  ///< A context signs one thing at a time.
  std::vector<Mac> macs;
};

Seal::Seal(const std::vector<std::string>& keys) : keys_(std::make_shared<Keys>()) {
  for (const std::string& key : keys) keys_->macs.push_back(make_mac(key));
}

std::size_t Seal::count() const { return keys_->macs.size(); }

Tag Seal::tag(std::size_t key, std::initializer_list<std::string_view> parts) const {
  constexpr std::size_t usual = 160;
  std::string text;
  text.reserve(usual);
  for (const std::string_view part : parts) {
    append_length(text, part.size());
    text += part;
  }
  Tag out{};
  std::size_t length = 0;
  const std::lock_guard lock(keys_->mutex);
  EVP_MAC_CTX* mac = keys_->macs.at(key).get();
  must(EVP_MAC_init(mac, nullptr, 0, nullptr) == 1 &&
       EVP_MAC_update(mac, reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1 &&
       EVP_MAC_final(mac, out.data(), &length, out.size()) == 1 && length == out.size());
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
