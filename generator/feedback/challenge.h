// Proof of work under pressure: the ALTCHA protocol, made and checked here, with no third party.
#pragma once

#include <string>
#include <string_view>

#include "feedback/nonce.h"

namespace minhbach::feedback {

struct ChallengeRules {
  unsigned most = 50'000;  ///< A browser tries half as many hashes on average: well under a second.
  Seconds lives = 1200;
};

/// A challenge as JSON: {"algorithm","challenge","maxnumber","salt","signature"}. It is of this
/// nonce, so that it is used once as the nonce is. Its salt ends with "&" (advisory of December
/// 2025), and every part is signed with its length, so that no part can be cut elsewhere.
std::string issue_challenge(const Seal& seal, std::string_view nonce, Seconds now,
                            const ChallengeRules& rules);

/// `payload`: base64 of {"algorithm","challenge","number","salt","signature"}, as ALTCHA's clients
/// send it.
bool check_solution(const Seal& seal, std::string_view nonce, std::string_view payload, Seconds now,
                    const ChallengeRules& rules);

}  // namespace minhbach::feedback
