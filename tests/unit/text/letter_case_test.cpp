// Capital and small letters.
#include "text/letter_case.h"

#include "support/catch.h"

using namespace minhbach::text;

TEST_CASE("Vietnamese letters change their case with all their marks") {
  CHECK(to_upper("ủy ban nhân dân huyện Lục Nam, đường Ấp Ỷ") ==
        "ỦY BAN NHÂN DÂN HUYỆN LỤC NAM, ĐƯỜNG ẤP Ỷ");
  CHECK(to_lower("ỦY BAN NHÂN DÂN HUYỆN LỤC NAM, ĐƯỜNG ẤP Ỷ") ==
        "ủy ban nhân dân huyện lục nam, đường ấp ỷ");
  CHECK(to_upper("lời ru") == "LỜI RU");
}

TEST_CASE("text without marks changes its case byte by byte, and the rest stays") {
  CHECK(to_upper("So 12/qd-UBND @[`{") == "SO 12/QD-UBND @[`{");
  CHECK(to_lower("So 12/QD-UBND @[`{") == "so 12/qd-ubnd @[`{");
  CHECK(to_upper("").empty());
}

TEST_CASE("letters in decomposed form keep their marks") {
  CHECK(to_upper("e\u0302\u0301") == "E\u0302\u0301");
  CHECK(to_lower("O\u031B") == "o\u031B");
}

TEST_CASE("one letter may become several") {
  CHECK(to_upper("straße") == "STRASSE");
  CHECK(to_upper("\u0390") == "\u0399\u0308\u0301");  // Three times as long: the buffer's limit.
}

TEST_CASE("case does not depend on a Turkish locale, and broken bytes do no harm") {
  CHECK(to_upper("iı ê") == "II Ê");
  CHECK(to_lower("I ê") == "i ê");
  CHECK(to_upper("\xC3").size() <= 3);
}

TEST_CASE("letters and digits of any script make words; marks of punctuation do not") {
  for (const char32_t c : U"aZ9ệĐя٣") {
    if (c != 0) CHECK(is_letter_or_digit(c));
  }
  for (const char32_t c : U" -_,.\u00A0\uFFFD") {
    if (c != 0) CHECK_FALSE(is_letter_or_digit(c));
  }
}
