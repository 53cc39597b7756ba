// Pango with a font map of its own.
#include "images/typesetter.h"

#include <algorithm>
#include <cmath>

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace minhbach::images {
namespace {

/// Where sizes are tried, each is so much smaller than the one before.
constexpr double step = 0.96;

double units(int pango) { return static_cast<double>(pango) / PANGO_SCALE; }

/// A rounding of Pango's own, no more.
constexpr double slack = 0.5;

bool fits(const TextBlock& block, double width, double height) {
  return block.width() <= width + slack && block.height() <= height + slack;
}

/// Where each character of `text` begins, and its end.
std::vector<std::size_t> character_ends(std::string_view text) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) out.push_back(i);
  }
  out.push_back(text.size());
  return out;
}

}  // namespace

void ReleaseObject::operator()(void* object) const { g_object_unref(object); }

Typesetter::Typesetter(const FontSet& fonts)
    : fonts_(fonts),
      map_((fonts.config(), pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT))) {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), fonts.config());
  context_.reset(pango_font_map_create_context(map_.get()));
  pango_context_set_language(context_.get(), pango_language_from_string("vi"));
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
}

TextBlock Typesetter::broken(std::string_view text, const TextStyle& style, double width) const {
  TextBlock out;
  PangoLayout* layout = pango_layout_new(context_.get());
  out.layout_.reset(layout);
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, fonts_.family().c_str());
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  PangoFontMetrics* metrics = pango_context_get_metrics(context_.get(), font, nullptr);
  const double ascent = units(pango_font_metrics_get_ascent(metrics));
  const double natural = ascent + units(pango_font_metrics_get_descent(metrics));
  pango_font_metrics_unref(metrics);
  pango_font_description_free(font);
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  pango_layout_set_wrap(layout, style.may_break_words ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
  pango_layout_set_width(layout, static_cast<int>(std::ceil(width * PANGO_SCALE)));
  const double leading = style.leading * style.size;
  pango_layout_set_line_spacing(layout, static_cast<float>(leading / natural));
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  out.size_ = style.size;
  out.lines_ = pango_layout_get_line_count(layout);
  out.width_ = units(logical.width);
  out.height_ = leading * out.lines_;
  out.shift_ = (leading - natural) / 2 + ascent - units(pango_layout_get_baseline(layout));
  return out;
}

TextBlock Typesetter::set(std::string_view text, const TextStyle& style, double width) const {
  TextBlock best = broken(text, style, width);
  if (best.lines() < 2 || style.may_break_words) return best;
  // The narrowest that needs no further line.
  double low = width / 2, high = width;
  for (int i = 0; i < 6; ++i) {
    const double middle = (low + high) / 2;
    TextBlock tried = broken(text, style, middle);
    if (tried.lines() == best.lines() && tried.width() <= middle + slack) {
      high = middle;
      best = std::move(tried);
    } else {
      low = middle;
    }
  }
  return best;
}

std::optional<TextBlock> Typesetter::fit(std::string_view text, TextStyle style, SizeRange sizes,
                                         double width, double height) const {
  for (double size = sizes.largest;; size = std::max(size * step, sizes.smallest)) {
    style.size = size;
    if (fits(broken(text, style, width), width, height)) return set(text, style, width);
    if (size <= sizes.smallest) return std::nullopt;
  }
}

std::size_t Typesetter::too_many(std::string_view text, TextStyle style, SizeRange sizes,
                                 double width, double height) const {
  style.size = sizes.smallest;
  const std::vector<std::size_t> ends = character_ends(text);
  std::size_t low = 0, high = ends.size() - 1;  // `low` characters fit; all of them do not.
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (fits(broken(text.substr(0, ends[middle]), style, width), width, height) ? low : high) = middle;
  }
  return ends.size() - 1 - low;
}

bool Typesetter::is_all_ours(const TextBlock& block) const {
  if (pango_layout_get_unknown_glyphs_count(block.layout_.get()) > 0) return false;
  bool ours = true;
  PangoLayoutIter* at = pango_layout_get_iter(block.layout_.get());
  do {
    PangoLayoutRun* run = pango_layout_iter_get_run_readonly(at);
    if (run == nullptr) continue;  // The end of a line.
    PangoFontDescription* font = pango_font_describe(run->item->analysis.font);
    ours = ours && fonts_.family() == pango_font_description_get_family(font);
    pango_font_description_free(font);
  } while (pango_layout_iter_next_run(at));
  pango_layout_iter_free(at);
  return ours;
}

void TextBlock::draw(_cairo* canvas, double left, double top, Rgb colour) const {
  cairo_set_source_rgb(canvas, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
  cairo_move_to(canvas, left, top + shift_);
  pango_cairo_show_layout(canvas, layout_.get());
}

}  // namespace minhbach::images
