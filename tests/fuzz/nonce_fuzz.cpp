// Nonces, receipts and solutions that nobody here made.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "feedback/base64.h"
#include "feedback/challenge.h"
#include "feedback/nonce.h"
#include "feedback/receipt.h"
#include "must.h"

using namespace minhbach::feedback;

/// Of this run alone: what it issues stays in the corpus, and must be forged to the next. One that
/// was broken is tried again with NONCE_KEY.
static std::string run_key() {
  const char* given = std::getenv("NONCE_KEY");
  std::string key = given != nullptr ? given : to_base64url(random_bytes(32));
  std::fprintf(stderr, "NONCE_KEY=%s\n", key.c_str());
  return key;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Seal seal({run_key()});
  static const NonceSubject subject{"mau", "huu_ich", "/"};
  static const std::string own = issue_nonce(seal, subject, NonceWay::asked, 1000);
  const std::string text(reinterpret_cast<const char*>(data), size);
  must(check_nonce(seal, subject, text, 2000, {}).state != NonceState::good || text == own);
  // Our own with one letter changed at a place, to a letter, that the input names.
  if (size >= 2) {
    std::string changed = own;
    changed[data[0] % own.size()] = static_cast<char>(data[1]);
    must((check_nonce(seal, subject, changed, 2000, {}).state == NonceState::good) ==
         (changed == own));
  }
  must(!check_solution(seal, own, text, 1000, {}));
  if (const auto bytes = from_base64url(text)) must(to_base64url(*bytes) == text);
  must(from_base64url(to_base64url(text)) == text);
  if (const auto receipt = read_receipt(text)) must(read_receipt(to_text(*receipt)) == receipt);
  return 0;
}
