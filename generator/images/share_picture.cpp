// A band, the portal's name, the title, a rule, the section.
#include "images/share_picture.h"

#include <algorithm>

#include "images/canvas.h"

namespace minhbach::images {
namespace {

constexpr double margin = 72, band = 18;
constexpr double width = share_width - 2 * margin;

/// `text`, or as much of it as fits, to the end of a word.
TextBlock cut(const Typesetter& typesetter, std::string_view all, TextStyle style, SizeRange sizes,
              double height) {
  const std::string text = typesetter.fonts().without_missing(all);
  if (auto block = typesetter.fit(text, style, sizes, width, height)) return std::move(*block);
  std::size_t left = text.size();
  const std::size_t many = typesetter.too_many(text, style, sizes, width, height);
  for (std::size_t i = 0; i <= many && left > 0; ++i) {
    do --left;
    while (left > 0 && (static_cast<unsigned char>(text[left]) & 0xC0) == 0x80);
  }
  const std::size_t space = text.rfind(' ', left);
  if (space != std::string::npos && space > 0) left = space;
  style.size = sizes.smallest;
  return typesetter.set(text.substr(0, left) + "…", style, width);
}

}  // namespace

std::string draw_share_picture(const SharePicture& picture, const DrawingStyle& style,
                               const Typesetter& typesetter) {
  const ColourPairs colours{{style.paper, style.ink},
                            {style.paper, style.muted},
                            {style.paper, style.band},
                            {style.paper, style.gold}};
  return draw_png(share_width, share_height, share_width, colours, [&](_cairo* canvas) {
    fill_box(canvas, 0, 0, share_width, band, style.band);
    const TextBlock portal = cut(typesetter, picture.portal, {0, true, 1.3}, {38, 30}, 50);
    portal.draw(canvas, margin, 62, style.band);
    const double top = 62 + portal.height() + 34;
    const double bottom = share_height - 62 - (picture.section.empty() ? 0 : 76);
    const TextBlock title = cut(typesetter, picture.title, {0, true, 1.3}, {76, 44}, bottom - top);
    title.draw(canvas, margin, top, style.ink);
    if (picture.section.empty()) return;
    fill_box(canvas, margin, share_height - 126, 110, 6, style.gold);
    const TextBlock section = cut(typesetter, picture.section, {0, false, 1.25}, {36, 30}, 50);
    section.draw(canvas, margin, share_height - 104, style.muted);
  });
}

}  // namespace minhbach::images
