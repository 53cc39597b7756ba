// SHA-256 of salt and number, and a signature over all parts.
#include "feedback/challenge.h"

#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/source_text.h"
#include "feedback/base64.h"
#include "value/from_json.h"

namespace minhbach::feedback {
namespace {

constexpr std::string_view algorithm = "SHA-256";
constexpr std::string_view expires = "?expires=";
constexpr std::size_t longest_payload = 2048;

std::string sign(const Seal& seal, std::size_t key, std::string_view nonce, std::string_view salt,
                 std::string_view challenge, const ChallengeRules& rules) {
  const Tag tag = seal.tag(
      key, {"minhbach challenge", algorithm, nonce, salt, challenge, std::to_string(rules.most)});
  return Digest{tag}.hex();
}

std::string solve(std::string_view salt, std::uint64_t number) {
  return sha256(std::string(salt) + std::to_string(number)).hex();
}

Seconds end_of(std::string_view salt) {
  const std::size_t at = salt.find(expires);
  if (at == std::string_view::npos || !salt.ends_with('&')) return 0;
  const std::string_view text = salt.substr(at + expires.size());
  Seconds out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() - 1 ? out : 0;
}

}  // namespace

std::string issue_challenge(const Seal& seal, std::string_view nonce, Seconds now,
                            const ChallengeRules& rules) {
  const std::string chance = random_bytes(16);
  const std::string salt =
      fmt::format("{}{}{}&", to_base64url(chance.substr(0, 12)), expires, now + rules.lives);
  std::uint32_t number = 0;
  std::memcpy(&number, chance.data() + 12, sizeof number);
  const std::string challenge = solve(salt, number % (rules.most + 1));
  return fmt::format(
      R"({{"algorithm":"{}","challenge":"{}","maxnumber":{},"salt":"{}","signature":"{}"}})",
      algorithm, challenge, rules.most, salt, sign(seal, 0, nonce, salt, challenge, rules));
}

bool check_solution(const Seal& seal, std::string_view nonce, std::string_view payload, Seconds now,
                    const ChallengeRules& rules) {
  if (payload.empty() || payload.size() > longest_payload) return false;
  const auto text = from_base64(payload);
  if (!text) return false;
  const Result<Node> read = read_json(SourceText("", *text));
  if (!read || read->kind != Node::Kind::mapping) return false;
  const auto part = [&](std::string_view name) {
    const Node* node = read->find(name);
    return node != nullptr ? std::string_view(node->text) : std::string_view();
  };
  if (part("algorithm") != algorithm || end_of(part("salt")) <= now) return false;
  const std::string_view digits = part("number");
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number > rules.most)
    return false;
  if (!is_equal(solve(part("salt"), number), part("challenge"))) return false;
  for (std::size_t key = 0; key < seal.count(); ++key) {
    const std::string right = sign(seal, key, nonce, part("salt"), part("challenge"), rules);
    if (is_equal(right, part("signature"))) return true;
  }
  return false;
}

}  // namespace minhbach::feedback
