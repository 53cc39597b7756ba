// Fingerprints through xxHash.
#include "base/fingerprint.h"

#include <new>

#ifdef MINHBACH_XXHASH_DISPATCHES
#include <xxh_x86dispatch.h>  // The same functions, with the widest registers there are.
#else
#include <xxhash.h>
#endif

namespace minhbach {
namespace {

XXH3_state_t* state_of(void* state) { return static_cast<XXH3_state_t*>(state); }

Fingerprint from(XXH128_hash_t hash) { return {hash.low64, hash.high64}; }

}  // namespace

Fingerprinter::~Fingerprinter() { XXH3_freeState(state_of(state_)); }

void Fingerprinter::flush() {
  if (state_ == nullptr) {
    state_ = XXH3_createState();
    if (state_ == nullptr) throw std::bad_alloc();
    XXH3_128bits_reset(state_of(state_));
  }
  XXH3_128bits_update(state_of(state_), gathered_.data(), size_);
  size_ = 0;
}

void Fingerprinter::add_more(const void* bytes, std::size_t size) {
  flush();
  if (size > gathered_.size()) {
    XXH3_128bits_update(state_of(state_), bytes, size);
  } else {
    add_bytes(bytes, size);
  }
}

void Fingerprinter::add(Fingerprint part) {
  add(part.low);
  add(part.high);
}

Fingerprint Fingerprinter::finish() {
  if (state_ == nullptr) return fingerprint({gathered_.data(), size_});
  flush();
  return from(XXH3_128bits_digest(state_of(state_)));
}

Fingerprint fingerprint(std::string_view bytes) {
  return from(XXH3_128bits(bytes.data(), bytes.size()));
}

std::size_t hash_text(std::string_view text) {
  return static_cast<std::size_t>(XXH3_64bits(text.data(), text.size()));
}

}  // namespace minhbach
