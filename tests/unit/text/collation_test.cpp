// Alphabetical order and the letters of an index.
#include "text/collation.h"

#include <algorithm>

#include "support/catch.h"

using namespace minhbach::text;
using Words = std::vector<std::string>;

namespace {

Words sorted(Words words) {
  const Collator collator;
  std::sort(words.begin(), words.end(), [&](const std::string& a, const std::string& b) {
    return collator.sort_key(a) < collator.sort_key(b);
  });
  return words;
}

}  // namespace

TEST_CASE("the Vietnamese alphabet sorts in its own order") {
  const Words alphabet = {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m",
                          "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y"};
  Words mixed = alphabet;
  std::reverse(mixed.begin(), mixed.end());
  CHECK(sorted(mixed) == alphabet);
}

TEST_CASE("tones sort as ngang, huyền, hỏi, ngã, sắc, nặng") {
  CHECK(sorted({"mạ", "má", "mã", "mả", "mà", "ma"}) == Words{"ma", "mà", "mả", "mã", "má", "mạ"});
}

TEST_CASE("place names sort with đ after d and case last") {
  CHECK(sorted({"Đông Hưng", "Dĩnh Trì", "Bảo Đài", "Ân Thi", "An Lão"}) ==
        Words{"An Lão", "Ân Thi", "Bảo Đài", "Dĩnh Trì", "Đông Hưng"});
}

TEST_CASE("the look-alikes of Đ sort as Đ, behind D") {
  const Collator collator;
  for (const char* name : {"Ðà Nẵng", "Ɖà Nẵng"}) {
    CHECK(collator.sort_key(name) == collator.sort_key("Đà Nẵng"));
    CHECK(collator.before("Dung", name));
    CHECK(collator.before(name, "Em"));
  }
  CHECK(collator.sort_key("ðất") == collator.sort_key("đất"));
}

TEST_CASE("numbers in text sort by value") {
  CHECK(sorted({"Điều 10", "Điều 9", "Điều 100"}) == Words{"Điều 9", "Điều 10", "Điều 100"});
}

TEST_CASE("keys and direct comparison agree, whatever the normal form") {
  const Collator collator;
  CHECK(collator.before("hoa", "hòa"));
  CHECK_FALSE(collator.before("hòa", "hoa"));
  CHECK(collator.sort_key("Ke\u0302\u0301") == collator.sort_key("Kế"));
  CHECK(collator.sort_key("").size() < collator.sort_key("a").size());
  const std::string long_text(5000, 'z');
  CHECK(collator.sort_key("a" + long_text) < collator.sort_key("b" + long_text));
}

TEST_CASE("an index stands under letters with their vowel mark and without tone") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"Ấp Bắc", "Â"}, {"ăn", "Ă"},     {"ạ", "A"},    {"đất đai", "Đ"}, {"Ðất", "Đ"},
      {"ứng", "Ư"},    {"ụt", "U"},     {"ở", "Ơ"},    {"ổ", "Ô"},       {"ệ", "Ê"},
      {"“Tính”", "T"}, {"(x)", "X"},    {"Y tế", "Y"}, {"57/KH", "#"},   {"", "#"},
      {"École", "E"},  {"Örebro", "O"}, {"ខ្មែរ", "#"}, {"…", "#"},       {"U\u031B\u0301ng", "Ư"},
  };
  for (const auto& [text, letter] : cases) {
    INFO(text);
    CHECK(first_letter(text) == letter);
  }
}
