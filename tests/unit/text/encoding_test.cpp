// Encodings: what is refused, and what it is taken for.
#include "text/encoding.h"

#include "support/catch.h"
#include "text/messages.h"
#include "text/utf8.h"

using namespace minhbach;
using namespace minhbach::text;
using namespace std::string_literals;

namespace {

const std::string windows_1258 =
    "K\xea\xec ho\x61\xf2\x63h n\xe2ng cao chi\xd2 s\xf4\xec T\xednh minh ba\xf2\x63h va\xcc "
    "ti\xea\xec"
    "p c\xe2\xf2n th\xf4ng tin huy\xea\xf2n Lu\xf2\x63 Nam";
const std::string tcvn3 =
    "K\xd5 ho\xb9\x63h n\xa9ng cao ch\xd8 s\xe8 T\xddnh minh b\xb9\x63h v\xb5 ti\xd5p c\xcbn "
    "th\xabng "
    "tin huy\xd6n L\xf4\x63 Nam";

}  // namespace

TEST_CASE("well-formed UTF-8 has no bad byte") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("Kế hoạch số 57/KH-UBND của huyện Lục Nam"));
  CHECK(is_utf8("\xF0\x9F\x8F\x9B \xED\x9F\xBF \xEF\xBF\xBF"));
}

TEST_CASE("overlong forms, surrogates and cut sequences are bad bytes") {
  CHECK(find_bad_byte("abc\x80") == 3u);
  CHECK(find_bad_byte("\xC0\xAF") == 0u);
  CHECK(find_bad_byte("\xE0\x80\xAF") == 0u);
  CHECK(find_bad_byte("x\xED\xA0\x80") == 1u);
  CHECK(find_bad_byte("\xF4\x90\x80\x80") == 0u);
  CHECK(find_bad_byte("tám byte a\xE1\xBA") == std::string("tám byte a").size());
  CHECK(find_bad_byte("\xF8") == 0u);
}

TEST_CASE("code points are read and written alike, and bad bytes end") {
  const std::string all = "ađế\xF0\x9F\x8F\x9B";
  std::string copy;
  for (std::size_t i = 0; i < all.size();) append_code_point(copy, next_code_point(all, i));
  CHECK(copy == all);
  std::size_t i = 0;
  CHECK(next_code_point("\xE1\xBA", i) == 0xFFFD);
  CHECK(i == 1);
  CHECK(count_code_points("đường") == 5);
}

TEST_CASE("spaces of all kinds are trimmed") {
  CHECK(trim("  a b\xC2\xA0\r\n") == "a b");
  CHECK(trim(" \t ") == "");
}

TEST_CASE("the encodings of Vietnamese offices are told apart") {
  CHECK(guess_encoding("Kế hoạch") == Encoding::utf8);
  CHECK(guess_encoding(windows_1258) == Encoding::windows_1258);
  CHECK(guess_encoding(tcvn3) == Encoding::tcvn3);
  CHECK(guess_encoding("\xFF\xFEK\0\xBF\x1E"s) == Encoding::utf16_le);
  CHECK(guess_encoding("\xFE\xFF\0K\x1E\xBF"s) == Encoding::utf16_be);
  CHECK(guess_encoding("T\0e\0n\0;\0m\0a\0"s) == Encoding::utf16_le);
  CHECK(guess_encoding("\0T\0e\0n\0;\0m\0a"s) == Encoding::utf16_be);
  CHECK(guess_encoding("\x89PNG\r\n\x1A\n") == Encoding::unknown);
}

TEST_CASE("a short cell is enough to tell the encoding") {
  CHECK(guess_encoding("t\xEAn,\xF0\x69\xEA\xF2n") == Encoding::windows_1258);  // tên,điện
  CHECK(guess_encoding("t\xAAn,\xAEiÖn") == Encoding::tcvn3);
}

TEST_CASE("UTF-8 with a spoilt byte is not taken for an old Vietnamese encoding") {
  const std::string text = "Kế hoạch công khai minh bạch của Ủy ban nhân dân huyện";
  for (const std::string& damaged :
       {text.substr(0, text.size() - 3), text + " b\x93x", "\xE9 " + text, text + "\xE1\xBA"}) {
    CAPTURE(damaged);
    CHECK(guess_encoding(damaged) == Encoding::unknown);
    CHECK(check_encoding(SourceText("a", damaged))->message == &messages::not_utf8);
  }
}

TEST_CASE("a file that is not UTF-8 is refused at its first bad byte with a hint") {
  const auto refused = check_encoding(SourceText("data/a.csv", "ma,ten\n1," + tcvn3));
  REQUIRE(refused);
  CHECK(refused->message == &messages::is_tcvn3);
  CHECK(refused->place == Place{"data/a.csv", 2, 4});
  CHECK(refused->source_line.empty());
  CHECK(to_text(*refused, Language::vi).find("UniKey") != std::string::npos);

  CHECK(check_encoding(SourceText("a", windows_1258))->message == &messages::is_windows_1258);
  CHECK(check_encoding(SourceText("a", "\xFF\xFEK\0"s))->message == &messages::is_utf16);
  const auto unknown = check_encoding(SourceText("a", "abc \xFF\xFF"));
  REQUIRE(unknown);
  CHECK(unknown->what(Language::en) == "the file is not UTF-8: found the byte 0xFF");
}

TEST_CASE("a NUL byte is refused where it stands") {
  const auto refused = check_encoding(SourceText("a", "một\nha\0i"s));
  REQUIRE(refused);
  CHECK(refused->message == &messages::holds_nul);
  CHECK(refused->place == Place{"a", 2, 3});
  CHECK_FALSE(check_encoding(SourceText("a", "một\nhai\n")));
}

TEST_CASE("combining marks are noted at the first letter that has one") {
  const auto note = note_not_nfc(SourceText("a", "ngày\nKe\u0302\u0301 hoạch"));
  REQUIRE(note);
  CHECK(note->message->severity == Severity::note);
  CHECK(note->place == Place{"a", 2, 2});
  CHECK_FALSE(note_not_nfc(SourceText("a", "Kế hoạch — “minh bạch”")));
}
