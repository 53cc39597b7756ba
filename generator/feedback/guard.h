// How much one client, and all together, may send; and what only looks suspicious.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "feedback/client_address.h"

namespace minhbach::feedback {

/// A bucket holds `burst` and is filled by `a_minute`.
struct Rate {
  double burst = 0, a_minute = 0;
};

struct GuardLimits {
  /// Generous: mobile networks put many citizens behind one address.
  Rate client{30, 30};
  /// A client that has used up the above may go on with proof of work, up to this.
  Rate working_client{60, 60};
  /// All together; beyond: 503.
  Rate all{200'000, 6'000'000};
  /// All together, without proof of work; beyond: under pressure.
  Rate easy{2'000, 3'000};
  /// Confirmation pages under pressure.
  Rate slow{100, 120};
  Rate look_up{10, 10};  ///< Of a client.
  /// Nonces and pages to confirm, of a client: more than it can send, for those that are not sent.
  Rate page{120, 120};
  std::size_t clients = 1 << 16;  ///< Remembered at once; the longest unseen makes room.
};

enum class Verdict : std::uint8_t {
  pass,
  prove,  ///< May pass with proof of work.
  wait,   ///< This client has to wait.
  full,   ///< Everybody has to wait.
};

/// Not safe from several threads: the endpoint's one thread asks. Time is in milliseconds, of a
/// clock that is never set back.
class Guard {
 public:
  explicit Guard(const GuardLimits& limits);

  /// `proved`: proof of work is there. Counts what passes.
  Verdict judge(const std::optional<Address>& client, bool proved, std::int64_t now);
  /// True when `judge` would say "wait" whatever the client proves: asked before anything costly.
  bool is_spent(const std::optional<Address>& client, std::int64_t now);
  /// True for a client that has been refused again and again and goes on: no person does that, and
  /// nothing is owed to it but a word. Nothing about its request has to be known.
  bool is_flooding(const std::optional<Address>& client, std::int64_t now);
  /// To be called for each refusal.
  void note_refusal(const std::optional<Address>& client, std::int64_t now);
  /// True when this client has to prove work before it may go on.
  bool must_work(const std::optional<Address>& client, std::int64_t now);
  /// True when many are sending: scripts then work before they send.
  bool is_under_pressure(std::int64_t now);
  /// May one more of the slow pages be shown?
  bool take_slow_page(std::int64_t now);
  bool has_slow_page(std::int64_t now) { return take(slow_, limits_.slow, now, 0); }
  bool take_look_up(const std::optional<Address>& client, std::int64_t now);
  /// May this client have one more nonce, by itself or on a page?
  bool take_page(const std::optional<Address>& client, std::int64_t now);

  /// True when that text, long enough to be no chance, has come several times before today. What is
  /// sent again after a refusal is the same `receipt`, and comes once.
  bool is_repeated_text(std::string_view text, std::string_view receipt);

  /// To be called once a day: all that is known of clients is forgotten, and what might be kept of
  /// it elsewhere (a core file, a swap partition) can be matched with no other day.
  void begin_day();

 private:
  struct Bucket {
    std::uint64_t client = 0;  ///< 0: free.
    std::int64_t at = 0;
    float easy = 0, hard = 0, look_up = 0, page = 0;
    std::uint32_t refusals = 0;  ///< Since something passed.
  };
  struct Common {
    double tokens = 0;
    std::int64_t at = 0;
  };
  struct SeenText {
    std::uint64_t text = 0, receipt = 0;  ///< The last one.
    std::uint32_t count = 0;
  };

  std::uint64_t name_of(std::string_view bytes) const;
  Bucket& bucket_of(const std::optional<Address>& client, std::int64_t now);
  static bool take(Common& common, const Rate& rate, std::int64_t now, double wanted);

  const GuardLimits limits_;
  std::array<std::uint64_t, 2> salt_{};
  std::vector<Bucket> buckets_;
  std::vector<SeenText> texts_;
  Common all_, easy_, slow_;
};

}  // namespace minhbach::feedback
