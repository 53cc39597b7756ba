// SHA-256 and HMAC against published vectors.
#include "base/hmac.h"

#include "base/running_digest.h"
#include "support/catch.h"

using namespace minhbach;

TEST_CASE("SHA-256 as FIPS 180-4 has it, at once and in pieces") {
  CHECK(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const std::string text(1'000, 'a');
  RunningDigest pieces;
  for (std::size_t from = 0; from < text.size(); from += 37)
    pieces.add(std::string_view(text).substr(from, 37));
  CHECK(pieces.take() == sha256(text));
}

TEST_CASE("HMAC-SHA-256 as RFC 4231 has it, under short keys and long ones") {
  CHECK(Hmac("Jefe").sign("what do ya want for nothing?").hex() ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const Hmac long_key(std::string(131, '\xAA'));
  CHECK(long_key.sign("Test Using Larger Than Block-Size Key - Hash Key First").hex() ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  // The key stays as it was set up.
  CHECK(long_key.sign("a") == long_key.sign("a"));
  const Digest once = Hmac("khoa").sign("a");
  CHECK(hmac_sha256("khoa", "a") == std::string(once.bytes.begin(), once.bytes.end()));
}
