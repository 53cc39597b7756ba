// Markup letters are found wherever they stand, however long the text is.
#include "text/markup.h"

#include "support/catch.h"

using minhbach::text::find_markup_letter;

TEST_CASE("each markup letter is found at each place of a text of any length") {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string plain(size, '\xC6');
    CHECK(find_markup_letter(plain, 0) == size);
    for (std::size_t at = 0; at < size; ++at) {
      for (const char letter : {'&', '<', '>', '"', '\''}) {
        std::string text = plain;
        text[at] = letter;
        INFO(size << " " << at << " " << letter);
        REQUIRE(find_markup_letter(text, 0) == at);
        REQUIRE(find_markup_letter(text, at) == at);
        REQUIRE(find_markup_letter(text, at + 1) == size);
      }
    }
  }
}

TEST_CASE("letters beside the markup letters in code are passed over") {
  const std::string_view beside = "%'(!#;=?%'(!#;=?%(!#;=?=?;%(!#;";
  CHECK(find_markup_letter(beside, 2) == 9);
  CHECK(find_markup_letter(beside, 10) == beside.size());
}
