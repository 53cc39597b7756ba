// Clients behind proxies, their shares, pressure, repeated texts, proof of work.
#include "feedback/guard.h"

#include "base/digest.h"
#include "base/source_text.h"
#include "feedback/base64.h"
#include "feedback/challenge.h"
#include "support/catch.h"
#include "value/from_json.h"

using namespace minhbach;
using namespace minhbach::feedback;

namespace {

Proxies proxies() {
  Proxies out;
  for (const char* text : {"127.0.0.1", "10.0.0.0/8", "fd00::/8"})
    out.networks.push_back(*read_network(text));
  out.unix_socket = true;
  return out;
}

std::optional<Address> seen(std::string_view peer, std::vector<std::string_view> forwarded) {
  return client_address(peer, forwarded, proxies());
}

Address at(std::string_view text) { return *read_address(text); }

std::string solve(const std::string& challenge) {
  const auto read = read_json(SourceText("", challenge));
  const auto part = [&](const char* name) { return read->find(name)->text; };
  for (int number = 0;; ++number) {
    if (sha256(part("salt") + std::to_string(number)).hex() != part("challenge")) continue;
    return fmt::format(
        R"({{"algorithm":"SHA-256","challenge":"{}","number":{},"salt":"{}","signature":"{}"}})",
        part("challenge"), number, part("salt"), part("signature"));
  }
}

}  // namespace

TEST_CASE("a stranger's word on where he comes from is not taken") {
  CHECK(seen("203.0.113.9", {"1.2.3.4"}) == at("203.0.113.9"));
}

TEST_CASE("the right-most hop that is no proxy of ours is the client") {
  CHECK(seen("127.0.0.1", {"6.6.6.6, 203.0.113.9"}) == at("203.0.113.9"));
  CHECK(seen("127.0.0.1", {"6.6.6.6, 203.0.113.9, 10.1.2.3"}) == at("203.0.113.9"));
  CHECK(seen("", {"6.6.6.6", "203.0.113.9"}) == at("203.0.113.9"));
  CHECK(seen("127.0.0.1", {"[2001:db8::1]:443"}) == at("2001:db8::1"));
  CHECK(seen("127.0.0.1", {"203.0.113.9:5555"}) == at("203.0.113.9"));
}

TEST_CASE("what cannot be read ends the walk, and an empty header is no client") {
  CHECK(seen("127.0.0.1", {"6.6.6.6, unknown"}) == at("127.0.0.1"));
  CHECK(seen("127.0.0.1", {"6.6.6.6, , 10.0.0.1"}) == at("10.0.0.1"));
  CHECK(seen("127.0.0.1", {""}) == at("127.0.0.1"));
  CHECK(seen("", {""}) == std::nullopt);
  CHECK(seen("", {}) == std::nullopt);
  CHECK(client_address("", {"1.2.3.4"}, {}) == std::nullopt);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "10.0.0.1,";
  CHECK(seen("127.0.0.1", {many + "10.0.0.1"}) == at("10.0.0.1"));
}

TEST_CASE("addresses and networks are read strictly") {
  for (const char* text : {"", "1.2.3", "1.2.3.4.5", "::g", "[::1", "[::1]x",
                           "1.2.3.4:", "1.2.3.4:x", "1.2.3.4:123456", "a"})
    CHECK_FALSE(read_address(text));
  for (const char* text : {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::1/129", ""})
    CHECK_FALSE(read_network(text));
  CHECK(read_network("10.0.0.0/8")->holds(at("10.255.0.1")));
  CHECK_FALSE(read_network("10.0.0.0/8")->holds(at("11.0.0.1")));
  CHECK(read_network("2001:db8::/32")->holds(at("2001:db8:1::1")));
  CHECK(read_network("10.16.0.0/12")->holds(at("10.31.255.1")));
  CHECK_FALSE(read_network("10.16.0.0/12")->holds(at("10.32.0.1")));
  CHECK_FALSE(read_network("10.16.0.0/12")->holds(at("10.15.0.1")));
  CHECK(read_network("::/0")->holds(at("2001:db8::1")));
  CHECK_FALSE(read_network("::1")->holds(at("::2")));
}

TEST_CASE("an IPv6 network of 64 bits is one client, IPv4 addresses are each their own") {
  CHECK(client_of(at("2001:db8::1")) == client_of(at("2001:db8::ffff:1")));
  CHECK(client_of(at("2001:db8::1")) != client_of(at("2001:db8:0:1::1")));
  CHECK(client_of(at("1.2.3.4")) != client_of(at("1.2.3.5")));
}

TEST_CASE("a client that has used up its share may go on with proof of work, then has to wait") {
  GuardLimits limits;
  limits.client = {3, 6};
  limits.working_client = {2, 6};
  Guard guard(limits);
  const auto one = at("1.2.3.4"), other = at("1.2.3.5");
  for (int i = 0; i < 3; ++i) CHECK(guard.judge(one, false, 1000) == Verdict::pass);
  CHECK(guard.judge(one, false, 1000) == Verdict::prove);
  CHECK(guard.judge(other, false, 1000) == Verdict::pass);
  for (int i = 0; i < 2; ++i) CHECK(guard.judge(one, true, 1000) == Verdict::pass);
  CHECK(guard.judge(one, true, 1000) == Verdict::wait);
  CHECK(guard.judge(one, false, 1000) == Verdict::wait);
  CHECK(guard.judge(one, false, 11'000) == Verdict::pass);  // A tenth of a minute later.
}

TEST_CASE("under pressure work is asked of all, and beyond the cap everybody waits") {
  GuardLimits limits;
  limits.easy = {2, 1};
  limits.all = {4, 1};
  Guard guard(limits);
  for (int i = 0; i < 2; ++i)
    CHECK(guard.judge(at(fmt::format("1.2.3.{}", i)), false, 1000) == Verdict::pass);
  CHECK(guard.is_under_pressure(1000));
  CHECK(guard.judge(at("1.2.3.9"), false, 1000) == Verdict::prove);
  CHECK(guard.judge(at("1.2.3.9"), true, 1000) == Verdict::pass);
  CHECK(guard.judge(at("1.2.3.8"), true, 1000) == Verdict::full);
}

TEST_CASE("the table of clients does not grow, and a new day forgets") {
  GuardLimits limits;
  limits.client = {1, 0};
  limits.working_client = {0, 0};
  limits.easy = {1e9, 0};
  limits.clients = 64;
  Guard guard(limits);
  for (int i = 0; i < 10'000; ++i) {
    CHECK(guard.judge(at(fmt::format("10.{}.{}.1", i / 250, i % 250)), false, 1000 + i) ==
          Verdict::pass);
  }
  CHECK(guard.judge(at("10.39.249.1"), false, 11'000) == Verdict::wait);
  guard.begin_day();
  CHECK(guard.judge(at("10.39.249.1"), false, 11'000) == Verdict::pass);
}

TEST_CASE("a long text that comes again and again is noticed, a short one is not") {
  Guard guard({});
  const std::string text = "Xã cần công khai giá đất từng thửa cho người dân biết";
  for (const char* receipt : {"a", "b", "c"}) {
    // However often it is sent again.
    for (int i = 0; i < 5; ++i) CHECK_FALSE(guard.is_repeated_text(text, receipt));
  }
  CHECK(guard.is_repeated_text(text, "d"));
  CHECK(guard.is_repeated_text(text, "d"));
  CHECK(guard.is_repeated_text("xa can CONG KHAI gia dat tung thua cho nguoi dan biet", "e"));
  for (int i = 0; i < 10; ++i)
    CHECK_FALSE(guard.is_repeated_text("Rất hữu ích", std::to_string(i)));
}

TEST_CASE("readers who send one text again in turn are as many as they are") {
  Guard guard({});
  const std::string text = "Xã cần công khai giá đất từng thửa cho người dân biết";
  for (int i = 0; i < 5; ++i) {
    for (const char* receipt : {"a", "b", "c"}) CHECK_FALSE(guard.is_repeated_text(text, receipt));
  }
  CHECK(guard.is_repeated_text(text, "d"));
  CHECK_FALSE(guard.is_repeated_text(text, "b"));
}

TEST_CASE("a solved challenge is good for its nonce, until it expires, uncut") {
  const Seal seal({std::string(32, 'k')});
  ChallengeRules rules;
  rules.most = 200;
  const std::string solved = solve(issue_challenge(seal, "nonce", 1000, rules));
  const auto check = [&](std::string text, std::string_view nonce, Seconds now) {
    std::string base64 = to_base64url(text);
    for (char& c : base64) c = c == '-' ? '+' : c == '_' ? '/' : c;
    return check_solution(seal, nonce, base64, now, rules);
  };
  CHECK(check(solved, "nonce", 1001));
  CHECK_FALSE(check(solved, "other", 1001));
  CHECK_FALSE(check(solved, "nonce", 1000 + rules.lives));
  // The advisory's trick: a digit moved from the number to the salt's expiry.
  const std::size_t at = solved.find("&\"");
  std::string later = solved;
  later.insert(at, "9");
  CHECK_FALSE(check(later, "nonce", 1001));
  std::string shorter = solved;
  shorter.erase(at, 1);
  CHECK_FALSE(check(shorter, "nonce", 1001));
  CHECK_FALSE(check("{}", "nonce", 1001));
  CHECK_FALSE(check_solution(seal, "nonce", "", 1001, rules));
  CHECK_FALSE(check_solution(seal, "nonce", "!!!", 1001, rules));
}
