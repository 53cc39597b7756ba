// Text in the theme's font and no other; what fits, and by how much it does not.
#include "images/typesetter.h"

#include "images/messages.h"
#include "support/catch.h"
#include "unit/images/theme_fonts.h"

using namespace minhbach;
using namespace minhbach::images;

TEST_CASE("fonts of another family, and files that are none, are told by name") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  CHECK_FALSE(FontSet(family, theme_fonts()).problem());
  const auto other = FontSet("Times", theme_fonts()).problem();
  REQUIRE(other);
  CHECK(other->message == &messages::font_unusable);
  CHECK(other->arguments[0] == "Times");
  const auto torn =
      FontSet(family, {{"torn.ttf", theme_fonts()[0].bytes.substr(0, 500)}}).problem();
  REQUIRE(torn);
  CHECK(torn->place.file == "torn.ttf");
}

TEST_CASE("a character that the fonts lack is named; Vietnamese has none") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  const FontSet fonts(family, theme_fonts());
  CHECK(fonts.first_missing("Nguyễn Ngọc Ẩn – NGHỊ ĐỊNH “≥ 7,0 %” đ\u00A0ữ\n") == 0);
  CHECK(shown_character(fonts.first_missing("từ 漢 đến")) == "“漢” (U+6F22)");
  CHECK(fonts.without_missing("từ 漢 đến") == "từ  đến");
}

TEST_CASE("all letters come from the theme's family, though the machine has others") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  const FontSet fonts(family, theme_fonts());
  const Typesetter typesetter(fonts);
  CHECK(typesetter.is_all_ours(typesetter.set("Ẩ Ỗ Ằ ễ ặ", {40, true}, 500)));
  CHECK_FALSE(typesetter.is_all_ours(typesetter.set("漢", {40, true}, 500)));
}

TEST_CASE("a text is as large as it fits, and what does not fit is counted") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  const FontSet fonts(family, theme_fonts());
  const Typesetter typesetter(fonts);
  const SizeRange sizes{100, 40};
  const auto large = typesetter.fit("Mời góp ý", {0, true}, sizes, 1000, 200);
  REQUIRE(large);
  CHECK(large->size() == 100);
  CHECK(large->lines() == 1);
  const std::string text = "Mời doanh nghiệp đóng góp ý kiến";
  const auto small = typesetter.fit(text, {0, true}, sizes, 700, 130);
  REQUIRE(small);
  CHECK(small->size() < 100);
  CHECK(small->width() <= 701);
  CHECK(small->height() <= 131);
  CHECK_FALSE(typesetter.fit(text, {0, true}, sizes, 300, 60));
  const std::size_t many = typesetter.too_many(text, {0, true}, sizes, 300, 60);
  CHECK(many > 10);
  CHECK(many < 31);
}

TEST_CASE("headlines break into lines of about one length") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  const FontSet fonts(family, theme_fonts());
  const Typesetter typesetter(fonts);
  const TextBlock block = typesetter.set("Mời doanh nghiệp đóng góp ý kiến nhé", {50, true}, 800);
  CHECK(block.lines() == 2);
  CHECK(block.width() < 600);
}

TEST_CASE("an address that breaks within words gets no hyphens") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  const FontSet fonts("Be Vietnam Pro", theme_fonts());
  const Typesetter typesetter(fonts);
  TextStyle style{30, true};
  const double one = typesetter.set("mmmmmmmm", style, 1e5).width() / 8;
  style.may_break_words = true;
  CHECK(typesetter.set("mmmmmmmm", style, one * 4.2).lines() == 2);
}
