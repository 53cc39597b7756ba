// The address under a poster's QR code: what is typed leads where the code leads.
#include "pipeline/posters.h"

#include "support/catch.h"
#include "unit/images/theme_fonts.h"

using namespace minhbach;

TEST_CASE("an address to be typed has letters for percent forms only where typing gives the same") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  const images::FontSet fonts("Be Vietnam Pro", theme_fonts());
  struct Case {
    std::string_view link, shown;
  };
  const Case cases[] = {
      {"https://www.x.example/gop-y/", "x.example/gop-y"},
      {"http://x.example/G%C3%B3p_%C3%BD/%41~1", "x.example/Góp_ý/A~1"},
      {"https://x.example/%E4%BD%A0%E5%A5%BD/", "x.example/%E4%BD%A0%E5%A5%BD"},
      {"https://x.example/a%20b%2Fc%3Fd%23e%25", "x.example/a%20b%2Fc%3Fd%23e%25"},
      {"https://x.example/?q=%C3%BD", "x.example/?q=ý"},
      {"https://x.example/%FF/o%CC%81/%zz/%4", "x.example/%FF/o%CC%81/%zz/%4"},
  };
  for (const Case& one : cases) CHECK(pipeline::shown_address(one.link, fonts) == one.shown);
}
