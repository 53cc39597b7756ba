// version (1 byte), way (1), time (6), chance (10), signature (17): 35 bytes.
#include "feedback/nonce.h"

#include "feedback/base64.h"

namespace minhbach::feedback {
namespace {

constexpr char version = 1;
constexpr std::size_t time_at = 2, chance_at = 8, tag_at = 18, size = 35;
constexpr std::size_t letters = 47;

/// The nonce shows the first bytes; those of the receipt follow them.
struct Signature {
  Signature(const Seal& seal, std::size_t key, const NonceSubject& subject, std::string_view head)
      : tag(seal.tag(key, {"minhbach nonce", subject.portal, subject.form, subject.page, head})) {}

  std::string_view shown() const { return bytes().substr(0, size - tag_at); }
  Receipt receipt() const { return Receipt(bytes().substr(size - tag_at, receipt_bytes)); }

  Tag tag;

 private:
  std::string_view bytes() const { return {reinterpret_cast<const char*>(tag.data()), tag.size()}; }
};
static_assert(size - tag_at + receipt_bytes <= Tag().size());

Seconds time_of(std::string_view bytes) {
  Seconds out = 0;
  for (const char c : bytes.substr(time_at, chance_at - time_at))
    out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

}  // namespace

Seconds NonceRules::wait(NonceWay way) const {
  switch (way) {
    case NonceWay::asked: return asked_wait;
    case NonceWay::confirmed: return confirmed_wait;
    case NonceWay::slow: return slow_wait;
  }
  return slow_wait;
}

std::string issue_nonce(const Seal& seal, const NonceSubject& subject, NonceWay way, Seconds now) {
  std::string head{version, static_cast<char>(way)};
  for (int shift = 40; shift >= 0; shift -= 8) head += static_cast<char>(now >> shift & 0xFF);
  head += random_bytes(tag_at - chance_at);
  return to_base64url(head.append(Signature(seal, 0, subject, head).shown()));
}

bool claims_slow(std::string_view nonce) {
  const auto bytes = from_base64url(nonce.substr(0, 4));
  return bytes && bytes->size() == 3 && (*bytes)[0] == version &&
         (*bytes)[1] == static_cast<char>(NonceWay::slow);
}

NonceCheck check_nonce(const Seal& seal, const NonceSubject& subject, std::string_view nonce,
                       Seconds now, const NonceRules& rules) {
  NonceCheck out;
  if (nonce.size() != letters) return out;
  const auto bytes = from_base64url(nonce);
  if (!bytes || bytes->size() != size || bytes->front() != version ||
      static_cast<unsigned char>((*bytes)[1]) > static_cast<unsigned char>(NonceWay::slow))
    return out;
  out.way = static_cast<NonceWay>((*bytes)[1]);
  const std::string_view all = *bytes;
  const std::string_view head = all.substr(0, tag_at);
  out.state = NonceState::forged;
  for (std::size_t key = 0; key < seal.count() && out.state == NonceState::forged; ++key) {
    const Signature signature(seal, key, subject, head);
    if (!is_equal(signature.shown(), all.substr(tag_at))) continue;
    out.receipt = signature.receipt();
    out.state = NonceState::good;
  }
  if (out.state == NonceState::forged) return out;
  const Seconds age = now - time_of(all);
  if (age < 0) return out;
  if (age >= rules.lives) {
    out.state = NonceState::expired;
  } else if (age < rules.wait(out.way)) {
    out.state = NonceState::too_early;
    out.left = rules.wait(out.way) - age;
  }
  return out;
}

}  // namespace minhbach::feedback
