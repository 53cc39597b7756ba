// Nonces, receipts and the clock they are measured by.
#include "feedback/nonce.h"

#include <set>

#include "feedback/base64.h"
#include "feedback/forward_clock.h"
#include "feedback/receipt.h"
#include "support/catch.h"

using namespace minhbach::feedback;

namespace {

const Seal seal({std::string(32, 'k')});
const NonceSubject subject{"mau", "huu_ich", "/thu-tuc/"};
constexpr Seconds noon = 1'800'000'000;
const NonceRules rules;

NonceState state_at(Seconds now, const std::string& nonce, const NonceSubject& of = subject) {
  return check_nonce(seal, of, nonce, now, rules).state;
}

}  // namespace

TEST_CASE("a nonce is good from its waiting time until it expires") {
  const std::string nonce = issue_nonce(seal, subject, NonceWay::asked, noon);
  CHECK(nonce.size() == 47);
  CHECK(state_at(noon + 2, nonce) == NonceState::too_early);
  CHECK(check_nonce(seal, subject, nonce, noon + 2, rules).left == 1);
  CHECK(state_at(noon + 3, nonce) == NonceState::good);
  CHECK(state_at(noon + rules.lives - 1, nonce) == NonceState::good);
  CHECK(state_at(noon + rules.lives, nonce) == NonceState::expired);
}

TEST_CASE("a nonce from a slow page asks for more time") {
  const std::string nonce = issue_nonce(seal, subject, NonceWay::slow, noon);
  CHECK(state_at(noon + 19, nonce) == NonceState::too_early);
  CHECK(state_at(noon + 20, nonce) == NonceState::good);
}

TEST_CASE("a nonce fits its own portal, form and page only, however they are cut") {
  const std::string nonce = issue_nonce(seal, subject, NonceWay::asked, noon);
  for (const NonceSubject& other :
       {NonceSubject{"ma", "uhuu_ich", "/thu-tuc/"}, NonceSubject{"mau", "huu_ich", "/thu-tuc"},
        NonceSubject{"mau", "huu_ich/", "thu-tuc/"}, NonceSubject{"", "mauhuu_ich", "/thu-tuc/"}})
    CHECK(state_at(noon + 5, nonce, other) == NonceState::forged);
}

TEST_CASE("no letter of a nonce can be changed") {
  const std::string nonce = issue_nonce(seal, subject, NonceWay::asked, noon);
  for (std::size_t i = 0; i < nonce.size(); ++i) {
    std::string changed = nonce;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(state_at(noon + 5, changed) != NonceState::good);
  }
  CHECK(state_at(noon + 5, nonce + "A") == NonceState::malformed);
  CHECK(state_at(noon + 5, "") == NonceState::malformed);
}

TEST_CASE("a nonce signed by the key before is accepted, one by a stranger's is not") {
  const Seal older({std::string(32, 'o')}), both({std::string(32, 'k'), std::string(32, 'o')});
  const std::string nonce = issue_nonce(older, subject, NonceWay::asked, noon);
  const NonceCheck check = check_nonce(both, subject, nonce, noon + 5, rules);
  CHECK(check.state == NonceState::good);
  CHECK(check.receipt == check_nonce(older, subject, nonce, noon + 5, rules).receipt);
  CHECK(state_at(noon + 5, nonce) == NonceState::forged);
}

TEST_CASE("a nonce from the future was issued before the clock was set back: it is good") {
  const std::string nonce = issue_nonce(seal, subject, NonceWay::asked, noon);
  CHECK(state_at(noon - 3600, nonce) == NonceState::good);
}

TEST_CASE("time goes on while the system's clock is set back, and follows it forward") {
  std::int64_t of_day = noon, since_start = 100;
  ForwardClock clock([&] { return of_day; }, [&] { return since_start; });
  CHECK(clock.now() == noon);
  of_day -= 3600;
  since_start += 4;
  CHECK(clock.now() == noon + 4);
  const std::string nonce = issue_nonce(seal, subject, NonceWay::asked, clock.now());
  since_start += 5;
  of_day += 5;
  CHECK(state_at(clock.now(), nonce) == NonceState::good);
  of_day = noon + 7200;
  CHECK(clock.now() == noon + 7200);
}

TEST_CASE("two nonces of one second differ") {
  std::set<std::string> all;
  for (int i = 0; i < 1000; ++i) all.insert(issue_nonce(seal, subject, NonceWay::asked, noon));
  CHECK(all.size() == 1000);
}

TEST_CASE("a nonce has one receipt of its own, of which it shows nothing") {
  std::set<Receipt> all;
  for (int i = 0; i < 100; ++i) {
    const std::string nonce = issue_nonce(seal, subject, NonceWay::asked, noon);
    const Receipt receipt = check_nonce(seal, subject, nonce, noon + 5, rules).receipt;
    CHECK(receipt.size() == receipt_bytes);
    CHECK(receipt == check_nonce(seal, subject, nonce, noon + 9, rules).receipt);
    CHECK(from_base64url(nonce)->find(receipt) == std::string::npos);
    all.insert(receipt);
  }
  CHECK(all.size() == 100);
}

TEST_CASE("a receipt is read as people type it") {
  const Receipt receipt("\x00\x44\x32\x14\xC7\x42\xFE\x01\x80\x7F", receipt_bytes);
  const std::string text = to_text(receipt);
  CHECK(text.size() == 19);
  std::string typed;
  for (const char c : text) {
    if (c == '-') continue;
    typed += c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
    typed += ' ';
  }
  REQUIRE(read_receipt(typed));
  CHECK(*read_receipt(typed) == receipt);
  CHECK(*read_receipt(text) == receipt);
  for (const std::string& wrong : {text.substr(1), text + "0", std::string(), std::string(16, 'U')})
    CHECK_FALSE(read_receipt(wrong));
}

TEST_CASE("base64url: one text for the same bytes") {
  for (const std::string bytes : {"", "f", "fo", "foo", "\xFF\xFE\xFD"})
    CHECK(from_base64url(to_base64url(bytes)) == bytes);
  CHECK(to_base64url("\xFB\xFF") == "-_8");
  CHECK_FALSE(from_base64url("-_9"));
  CHECK_FALSE(from_base64url("A"));
  CHECK_FALSE(from_base64url("a+b/"));
  CHECK(from_base64("Zm9v") == "foo");
  CHECK(from_base64("Zm8=") == "fo");
}
