// Signatures, and chance by the kernel.
#include "feedback/seal.h"

#include <sys/random.h>

#include <cerrno>
#include <system_error>

#include <nettle/memops.h>

namespace minhbach::feedback {
namespace {

void append_length(std::string& out, std::size_t length) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(length >> shift & 0xFF);
}

}  // namespace

Seal::Seal(const std::vector<std::string>& keys) : keys_(keys.begin(), keys.end()) {}

Tag Seal::tag(std::size_t key, std::initializer_list<std::string_view> parts) const {
  constexpr std::size_t usual = 160;
  std::string text;
  text.reserve(usual);
  for (const std::string_view part : parts) {
    append_length(text, part.size());
    text += part;
  }
  return keys_.at(key).sign(text).bytes;
}

bool is_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && nettle_memeql_sec(a.data(), b.data(), a.size()) == 1;
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
