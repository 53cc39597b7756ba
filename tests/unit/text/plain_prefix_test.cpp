// What is passed over at a glance is held against ICU, code point by code point.
#include <unicode/normalizer2.h>

#include "support/catch.h"
#include "text/normal_form.h"
#include "text/utf8.h"

using namespace minhbach;

TEST_CASE("what is passed over at a glance is in NFC, also behind a letter") {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& nfc = *icu::Normalizer2::getNFCInstance(status);
  REQUIRE(U_SUCCESS(status));
  std::size_t passed_over = 0;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text = "a";
    text::append_code_point(text, c);
    if (text::plain_prefix(text) != text.size()) continue;
    ++passed_over;
    INFO("U+" << std::hex << static_cast<std::uint32_t>(c));
    REQUIRE(nfc.isNormalized(icu::UnicodeString::fromUTF8(text), status));
  }
  CHECK(passed_over > 1000);
  CHECK(text::plain_prefix("Thủ tục “hành chính” – số 1") ==
        std::string_view("Thủ tục “hành chính” – số 1").size());
}

TEST_CASE("bytes that are no UTF-8 are never passed over") {
  // All pairs and triples with a first byte that is not ASCII.
  for (int a = 0x80; a < 0x100; ++a) {
    for (int b = 0; b < 0x100; ++b) {
      for (const int c : {0x20, 0x7F, 0x80, 0x8F, 0x90, 0xBF, 0xC0, 0xFF}) {
        const std::string text{static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)};
        const std::size_t prefix = text::plain_prefix(text);
        std::size_t at = 0;
        while (at < prefix) {
          const char32_t point = text::next_code_point(text, at);
          REQUIRE(point != U'\uFFFD');
        }
        REQUIRE(at == prefix);
      }
    }
  }
  CHECK(text::find_bad_byte("đây là\xE1\xBB") == std::size_t{9});
  CHECK_FALSE(text::find_bad_byte("đây là chữ"));
}

TEST_CASE(
    "in a long text, which is looked at in blocks, the same is passed over as in a short one") {
  const std::string behind(80, 'x');
  for (const std::size_t before : {0, 1, 2, 3, 61, 62, 63, 64, 65, 66, 67, 128}) {
    for (int a = 0x80; a < 0x100; ++a) {
      for (const int b : {0x41, 0x7F, 0x80, 0x8F, 0xB7, 0xB8, 0xBB, 0xBC, 0xC3, 0xE1, 0xE2}) {
        for (const int c : {0x20, 0x80, 0x8F, 0x90, 0xBF, 0xC4, 0xE1, 0xFF}) {
          const std::string three{static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)};
          const std::size_t in_short = text::plain_prefix(three + "xxx");
          const std::string text = std::string(before, 'a') + three + behind;
          INFO(before << " letters, then " << std::hex << a << ' ' << b << ' ' << c);
          REQUIRE(text::plain_prefix(text) == (in_short == 6 ? text.size() : before + in_short));
        }
      }
    }
  }
}

TEST_CASE("a mark behind a long plain text is found, with the letter it belongs to") {
  const std::string plain = "Thủ tục hành chính công khai, đầy đủ ";
  CHECK_FALSE(text::find_not_nfc(plain));
  CHECK(text::find_not_nfc(plain + "a\u0301 b") == plain.size());
  CHECK(text::to_nfc(plain + "a\u0301 b") == plain + "á b");
  CHECK(text::to_nfc("a\u0301" + plain) == "á" + plain);
}
