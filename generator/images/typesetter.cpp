// Pango with a font map of its own.
#include "images/typesetter.h"

#include <algorithm>
#include <cmath>

#include "images/drawing_libraries.h"

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

/// Whether the last line holds little more than a word.
bool ends_short(PangoLayout* layout, double width) {
  const DrawingLibraries& pango = libraries();
  PangoRectangle logical;
  pango.pango_layout_line_get_extents(
      pango.pango_layout_get_line_readonly(layout, pango.pango_layout_get_line_count(layout) - 1),
      nullptr, &logical);
  return units(logical.width) < width / 3;
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

/// Pango's own hyphens at breaks within words would be read as part of an address.
void leave_hyphens_out(PangoLayout* layout) {
  PangoAttrList* attributes = libraries().pango_attr_list_new();
  libraries().pango_attr_list_insert(attributes, libraries().pango_attr_insert_hyphens_new(FALSE));
  libraries().pango_layout_set_attributes(layout, attributes);
  libraries().pango_attr_list_unref(attributes);
}

}  // namespace

void ReleaseObject::operator()(void* object) const { libraries().g_object_unref(object); }

Typesetter::Typesetter(const FontSet& fonts)
    : fonts_(fonts),
      map_((fonts.config(),
            libraries().pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT))) {
  libraries().pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(map_.get()),
                                           fonts.config());
  context_.reset(libraries().pango_font_map_create_context(map_.get()));
  libraries().pango_context_set_language(context_.get(),
                                         libraries().pango_language_from_string("vi"));
  libraries().pango_context_set_round_glyph_positions(context_.get(), FALSE);
  cairo_font_options_t* options = libraries().cairo_font_options_create();
  libraries().cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  libraries().cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  libraries().cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  libraries().pango_cairo_context_set_font_options(context_.get(), options);
  libraries().cairo_font_options_destroy(options);
}

TextBlock Typesetter::broken(std::string_view text, const TextStyle& style, double width) const {
  TextBlock out;
  PangoLayout* layout = libraries().pango_layout_new(context_.get());
  out.layout_.reset(layout);
  PangoFontDescription* font = libraries().pango_font_description_new();
  libraries().pango_font_description_set_family(font, fonts_.family().c_str());
  libraries().pango_font_description_set_weight(
      font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  libraries().pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  libraries().pango_layout_set_font_description(layout, font);
  PangoFontMetrics* metrics = libraries().pango_context_get_metrics(context_.get(), font, nullptr);
  const double ascent = units(libraries().pango_font_metrics_get_ascent(metrics));
  const double natural = ascent + units(libraries().pango_font_metrics_get_descent(metrics));
  libraries().pango_font_metrics_unref(metrics);
  libraries().pango_font_description_free(font);
  libraries().pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  libraries().pango_layout_set_wrap(layout,
                                    style.may_break_words ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
  if (style.may_break_words) leave_hyphens_out(layout);
  libraries().pango_layout_set_width(layout, static_cast<int>(std::ceil(width * PANGO_SCALE)));
  const double leading = style.leading * style.size;
  libraries().pango_layout_set_line_spacing(layout, static_cast<float>(leading / natural));
  PangoRectangle logical;
  libraries().pango_layout_get_extents(layout, nullptr, &logical);
  out.size_ = style.size;
  out.lines_ = libraries().pango_layout_get_line_count(layout);
  out.width_ = units(logical.width);
  out.height_ = leading * out.lines_;
  out.shift_ =
      (leading - natural) / 2 + ascent - units(libraries().pango_layout_get_baseline(layout));
  return out;
}

TextBlock Typesetter::set(std::string_view text, const TextStyle& style, double width) const {
  TextBlock best = broken(text, style, width);
  if (best.lines() < 2 || style.may_break_words) return best;
  if (!style.bold && !ends_short(best.layout_.get(), width)) return best;
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
  const auto try_size = [&](double size) {
    style.size = size;
    return fits(broken(text, style, width), width, height);
  };
  if (!try_size(sizes.smallest)) return std::nullopt;
  // The first of the steps down that fits; what is behind it fits too.
  int first = 0;
  int last = static_cast<int>(std::ceil(std::log(sizes.smallest / sizes.largest) / std::log(step)));
  const auto size_of = [&](int steps) {
    return std::max(sizes.largest * std::pow(step, steps), sizes.smallest);
  };
  while (first < last) {
    const int middle = (first + last) / 2;
    if (try_size(size_of(middle))) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  style.size = size_of(last);
  return set(text, style, width);
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
  if (libraries().pango_layout_get_unknown_glyphs_count(block.layout_.get()) > 0) return false;
  bool ours = true;
  PangoLayoutIter* at = libraries().pango_layout_get_iter(block.layout_.get());
  do {
    PangoLayoutRun* run = libraries().pango_layout_iter_get_run_readonly(at);
    if (run == nullptr) continue;  // The end of a line.
    PangoFontDescription* font = libraries().pango_font_describe(run->item->analysis.font);
    ours = ours && fonts_.family() == libraries().pango_font_description_get_family(font);
    libraries().pango_font_description_free(font);
  } while (libraries().pango_layout_iter_next_run(at));
  libraries().pango_layout_iter_free(at);
  return ours;
}

void TextBlock::draw(_cairo* canvas, double left, double top, Rgb colour) const {
  libraries().cairo_set_source_rgb(canvas, colour.red / 255.0, colour.green / 255.0,
                                   colour.blue / 255.0);
  libraries().cairo_move_to(canvas, left, top + shift_);
  libraries().pango_cairo_show_layout(canvas, layout_.get());
}

}  // namespace minhbach::images
