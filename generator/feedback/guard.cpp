// Buckets in a table of fixed size, under names that only today's salt makes.
#include "feedback/guard.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "feedback/seal.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace minhbach::feedback {
namespace {

constexpr std::size_t neighbours = 8;  ///< Buckets in which one client may stand.
constexpr std::size_t texts_remembered = 1 << 12;
constexpr std::uint32_t same_texts = 3;
constexpr std::uint32_t patience = 20;      ///< Refusals in words; then short ones.
constexpr std::size_t telling_length = 40;  ///< Letters; shorter texts are alike by chance.

float filled(float tokens, const Rate& rate, std::int64_t passed) {
  const double more = rate.a_minute * static_cast<double>(passed) / 60'000;
  return static_cast<float>(std::min(rate.burst, static_cast<double>(tokens) + more));
}

/// SipHash-2-4: short texts under a key, of which nobody outside can make two alike.
std::uint64_t sip_hash(const std::array<std::uint64_t, 2>& key, std::string_view bytes) {
  std::uint64_t v0 = key[0] ^ 0x736f6d6570736575, v1 = key[1] ^ 0x646f72616e646f6d;
  std::uint64_t v2 = key[0] ^ 0x6c7967656e657261, v3 = key[1] ^ 0x7465646279746573;
  const auto round = [&] {
    v0 += v1;
    v1 = std::rotl(v1, 13);
    v1 ^= v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16);
    v3 ^= v2;
    v0 += v3;
    v3 = std::rotl(v3, 21);
    v3 ^= v0;
    v2 += v1;
    v1 = std::rotl(v1, 17);
    v1 ^= v2;
    v2 = std::rotl(v2, 32);
  };
  const auto mix = [&](std::uint64_t word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  };
  const std::uint64_t size = bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    mix(word);
  }
  std::uint64_t last = 0;
  std::memcpy(&last, bytes.data(), bytes.size());
  mix(last | size << 56);
  v2 ^= 0xFF;
  for (int i = 0; i < 4; ++i) round();
  return v0 ^ v1 ^ v2 ^ v3;
}

}  // namespace

Guard::Guard(const GuardLimits& limits)
    : limits_(limits), all_{limits.all.burst}, easy_{limits.easy.burst}, slow_{limits.slow.burst} {
  begin_day();
}

void Guard::begin_day() {
  const std::string chance = random_bytes(sizeof salt_);
  std::memcpy(salt_.data(), chance.data(), sizeof salt_);
  buckets_.assign(std::max(neighbours, std::bit_ceil(limits_.clients)), {});
  texts_.assign(texts_remembered, {});
}

std::uint64_t Guard::name_of(std::string_view bytes) const {
  return std::max<std::uint64_t>(1, sip_hash(salt_, bytes));
}

Guard::Bucket& Guard::bucket_of(const std::optional<Address>& client, std::int64_t now) {
  now = std::max<std::int64_t>(1, now);
  // Clients without an address share one bucket: a proxy in front says nothing of them.
  const Address key = client ? client_of(*client) : Address{};
  const std::uint64_t name = name_of({reinterpret_cast<const char*>(key.data()), key.size()});
  Bucket* chosen = nullptr;
  for (std::size_t i = 0; i < neighbours; ++i) {
    Bucket& each = buckets_[(name + i) & (buckets_.size() - 1)];
    if (each.client == name) {
      const std::int64_t passed = now - each.at;
      each.easy = filled(each.easy, limits_.client, passed);
      each.hard = filled(each.hard, limits_.working_client, passed);
      each.look_up = filled(each.look_up, limits_.look_up, passed);
      each.page = filled(each.page, limits_.page, passed);
      each.at = now;
      return each;
    }
    // A free one, which was never used, is the oldest of all.
    if (chosen == nullptr || each.at < chosen->at) chosen = &each;
  }
  *chosen = {name,
             now,
             static_cast<float>(limits_.client.burst),
             static_cast<float>(limits_.working_client.burst),
             static_cast<float>(limits_.look_up.burst),
             static_cast<float>(limits_.page.burst),
             0};
  return *chosen;
}

/// `wanted` 0 only fills.
bool Guard::take(Common& common, const Rate& rate, std::int64_t now, double wanted) {
  if (common.at != 0)
    common.tokens = std::min(
        rate.burst, common.tokens + rate.a_minute * static_cast<double>(now - common.at) / 60'000);
  common.at = now;
  if (common.tokens < std::max(1.0, wanted)) return false;
  common.tokens -= wanted;
  return true;
}

Verdict Guard::judge(const std::optional<Address>& client, bool proved, std::int64_t now) {
  Bucket& bucket = bucket_of(client, now);
  if (proved) {
    if (bucket.hard < 1) return Verdict::wait;
    if (!take(all_, limits_.all, now, 1)) return Verdict::full;
    bucket.hard -= 1;
    bucket.refusals = 0;
    return Verdict::pass;
  }
  if (bucket.easy < 1) return bucket.hard < 1 ? Verdict::wait : Verdict::prove;
  if (!take(all_, limits_.all, now, 1)) return Verdict::full;
  if (!take(easy_, limits_.easy, now, 1)) return Verdict::prove;
  bucket.easy -= 1;
  bucket.refusals = 0;
  return Verdict::pass;
}

bool Guard::is_spent(const std::optional<Address>& client, std::int64_t now) {
  const Bucket& bucket = bucket_of(client, now);
  return bucket.easy < 1 && bucket.hard < 1;
}

bool Guard::is_flooding(const std::optional<Address>& client, std::int64_t now) {
  const Bucket& bucket = bucket_of(client, now);
  return bucket.refusals >= patience && bucket.easy < 1;
}

void Guard::note_refusal(const std::optional<Address>& client, std::int64_t now) {
  Bucket& bucket = bucket_of(client, now);
  if (bucket.refusals < patience) ++bucket.refusals;
}

bool Guard::must_work(const std::optional<Address>& client, std::int64_t now) {
  return bucket_of(client, now).easy < 1;
}

bool Guard::is_under_pressure(std::int64_t now) { return !take(easy_, limits_.easy, now, 0); }

bool Guard::take_slow_page(std::int64_t now) { return take(slow_, limits_.slow, now, 1); }

bool Guard::take_look_up(const std::optional<Address>& client, std::int64_t now) {
  Bucket& bucket = bucket_of(client, now);
  if (bucket.look_up < 1) return false;
  bucket.look_up -= 1;
  return true;
}

bool Guard::take_page(const std::optional<Address>& client, std::int64_t now) {
  Bucket& bucket = bucket_of(client, now);
  if (bucket.page < 1) return false;
  bucket.page -= 1;
  return true;
}

bool Guard::is_repeated_text(std::string_view text, std::string_view receipt) {
  if (text::count_code_points(text) < telling_length) return false;
  const std::uint64_t name = name_of(text::fold(text));
  SeenText& seen = texts_[name & (texts_.size() - 1)];
  const std::uint64_t from = name_of(receipt);
  if (seen.text != name) seen = {name, 0, 0};
  if (seen.receipt != from) ++seen.count;
  seen.receipt = from;
  return seen.count > same_texts;
}

}  // namespace minhbach::feedback
