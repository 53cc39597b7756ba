// One-time nonces: proof that somebody began to answer a form here, and when.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "feedback/receipt.h"
#include "feedback/seal.h"

namespace minhbach::feedback {

/// What a nonce is for. It is signed together with these and does not hold them, so it fits no
/// other form, portal or page.
struct NonceSubject {
  std::string_view portal, form, page;
};

/// How a nonce came to its reader, which decides how long he must at least take.
enum class NonceWay : std::uint8_t {
  asked = 0,      ///< Fetched by the page's script when the answering began.
  confirmed = 1,  ///< On the endpoint's own page, which shows what was answered before.
  slow = 2,       ///< The same under pressure.
};

/// Seconds since 1970, as `ForwardClock` says them.
using Seconds = std::int64_t;

struct NonceRules {
  Seconds lives = 24 * 3600;
  Seconds asked_wait = 3, confirmed_wait = 1, slow_wait = 20;

  Seconds wait(NonceWay way) const;
};

enum class NonceState : std::uint8_t { good, malformed, forged, expired, too_early };

struct NonceCheck {
  NonceState state = NonceState::malformed;
  NonceWay way = NonceWay::asked;
  Seconds left = 0;  ///< Of the time to wait, when it is too early.
  /// Of what is sent with it. Made by the nonce's signature and not by chance: the same submission,
  /// sent twice, has the same receipt wherever it arrives, and one unique column keeps both apart.
  Receipt receipt = {};
};

/// A new nonce: 47 letters of base64url, of which 80 bits are chance.
std::string issue_nonce(const Seal& seal, const NonceSubject& subject, NonceWay way, Seconds now);

/// What a nonce says of itself, unchecked: whether it is worth a look when many are refused.
bool claims_slow(std::string_view nonce);

/// One from the future is ours all the same: the clock was set back. How long ago that was is
/// unknown, so it counts as old enough, and lives no longer than from now on.
NonceCheck check_nonce(const Seal& seal, const NonceSubject& subject, std::string_view nonce,
                       Seconds now, const NonceRules& rules);

}  // namespace minhbach::feedback
