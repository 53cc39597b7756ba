// The four layouts: what stands between head and foot.
#include <algorithm>

#include "images/drawing_libraries.h"
#include "images/poster_sheet.h"

namespace minhbach::images {
namespace {

/// The share of the room left over that stays above: the eye's middle is above the middle.
constexpr double above = 0.3;

/// Shared pictures are less high for their width than paper is.
constexpr double on_screen = 0.8;

}  // namespace

double PosterSheet::draw_audience(const Box& box) {
  const Wanted wanted{PosterPart::audience, {0, true}, scaled(style_.line_text, 1), style_.band};
  const double height = put(poster_.audience, wanted, {box.left, box.top, box.width, 110});
  return height > 0 ? height + (is_paper() ? 26 : 10) : 0;
}

double PosterSheet::draw_rule(const Box& box) {
  const double gap = is_paper() ? 34 : 26;
  fill_box(canvas_, box.left, box.top + gap, 150, 8, style_.gold);
  return 2 * gap + 8;
}

double PosterSheet::lines_height(const Box& box, std::vector<TextBlock>& blocks) {
  if (!is_paper() || poster_.lines.empty()) return 0;
  std::string all;
  for (const std::string& line : poster_.lines) all += (all.empty() ? "" : "\n") + line;
  const SizeRange sizes = scaled(style_.line_text, 1);
  Wanted wanted{PosterPart::lines, {0, false, 1.4}, sizes, style_.ink};
  // One size for all, with room for what stands between them.
  const double gap = sizes.smallest * 0.55;
  const double between = gap * static_cast<double>(poster_.lines.size() - 1);
  const auto block = fitted(all, wanted, {0, 0, box.width, box.height * 0.42 - between});
  if (!block) return 0;
  double height = between;
  for (const std::string& line : poster_.lines) {
    wanted.style.size = block->size();
    blocks.push_back(typesetter_.set(line, wanted.style, box.width));
    height += blocks.back().height();
  }
  return height;
}

void PosterSheet::draw_message_and_lines(const Box& box, SizeRange sizes) {
  Box rest = box.below(draw_audience(box));
  std::vector<TextBlock> lines;
  const bool is_notice = poster_.layout == PosterLayout::notice;
  const double mark = is_notice ? 40 : 0;  // Room for the marks of a notice's points.
  const double lines_room = lines_height({0, 0, rest.width - mark, rest.height}, lines);
  const double rule = is_paper() ? 76 : 60;
  const Wanted wanted{
      PosterPart::message, {0, true, 1.3}, scaled(sizes, is_paper() ? 1 : on_screen), style_.ink};
  const auto message =
      fitted(poster_.message, wanted, {0, 0, rest.width, rest.height - rule - lines_room});
  if (!message) return;
  const double free = rest.height - message->height() - rule - lines_room;
  // The audience stands right above the message: both move down together only on paper.
  Box at = rest.below(is_paper() && poster_.audience.empty() ? free * above : 0);
  message->draw(canvas_, at.left, at.top, style_.ink);
  at = at.below(message->height());
  at = at.below(draw_rule(at));
  for (const TextBlock& line : lines) {
    if (is_notice) fill_box(canvas_, at.left, at.top + line.size() * 0.52, 16, 16, style_.gold);
    line.draw(canvas_, at.left + mark, at.top, style_.ink);
    at = at.below(line.height() + scaled(style_.line_text, 1).smallest * 0.55);
  }
}

Box PosterSheet::draw_source(const Box& box) {
  if (poster_.source.empty()) return box;
  const Wanted source{PosterPart::source, {small_, false, 1.35}, {small_, small_}, style_.muted};
  const double room = small_ * 1.35 * (is_paper() ? 4 : 3);
  const auto block = fitted(poster_.source, source, {0, 0, box.width, room});
  if (!block) return box;
  block->draw(canvas_, box.left, box.bottom() - block->height(), style_.muted);
  return {box.left, box.top, box.width, box.height - block->height() - 24};
}

void PosterSheet::draw_number(const Box& box) {
  Box rest = box.below(draw_audience(box));
  const Wanted number{PosterPart::number,
                      {0, true, 1.08},
                      scaled(style_.number, is_paper() ? 1 : 0.6),
                      style_.band};
  rest = rest.below(
      put(poster_.number, number, {rest.left, rest.top, rest.width, rest.height * 0.55}));
  rest = rest.below(draw_rule(rest) - (is_paper() ? 14 : 10));
  const SizeRange half{style_.message.largest * 0.62, style_.message.smallest * 0.62};
  std::vector<TextBlock> lines;
  const double lines_room = lines_height(rest, lines);
  const Wanted message{
      PosterPart::message, {0, true, 1.3}, scaled(half, is_paper() ? 1 : on_screen), style_.ink};
  rest = rest.below(put(poster_.message, message,
                        {rest.left, rest.top, rest.width, rest.height - lines_room - 24}) +
                    24);
  for (const TextBlock& line : lines) {
    line.draw(canvas_, rest.left, rest.top, style_.ink);
    rest = rest.below(line.height() + scaled(style_.line_text, 1).smallest * 0.55);
  }
}

void PosterSheet::draw_steps(const Box& box) {
  Box rest = box.below(draw_audience(box));
  const SizeRange sizes{style_.message.largest * 0.8, style_.message.smallest * 0.8};
  const Wanted message{
      PosterPart::message, {0, true, 1.3}, scaled(sizes, is_paper() ? 1 : on_screen), style_.ink};
  rest =
      rest.below(put(poster_.message, message,
                     {rest.left, rest.top, rest.width, rest.height * (is_paper() ? 0.34 : 0.3)}));
  rest = rest.below(draw_rule(rest) - (is_paper() ? 0 : 16));
  draw_step_rows(rest);
}

void PosterSheet::draw_step_rows(const Box& box) {
  const auto count = static_cast<double>(poster_.steps.size());
  const double row = std::min(box.height / count, is_paper() ? 190.0 : 150.0);
  const double figure = std::min(row * 0.82, 130.0), beside = 130;
  // One size for all steps: the smallest that one of them needs.
  Wanted text{PosterPart::steps,
              {0, false, 1.3},
              scaled(style_.step, is_paper() ? 1 : on_screen),
              style_.ink};
  for (const std::string& step : poster_.steps) {
    if (const auto block = fitted(step, text, {0, 0, box.width - beside, row - 12}))
      text.sizes.largest = std::min(text.sizes.largest, block->size());
  }
  for (std::size_t i = 0; i < poster_.steps.size(); ++i) {
    const Box at{box.left, box.top + static_cast<double>(i) * row, box.width, row};
    if (i > 0) fill_box(canvas_, at.left, at.top, at.width, 2, style_.line);
    const Wanted number{PosterPart::steps, {0, true, 1.1}, {figure, figure}, style_.band};
    put_in_middle(std::to_string(i + 1), number, {at.left, at.top, beside, row});
    put_in_middle(poster_.steps[i], text,
                  {at.left + beside, at.top + 6, at.width - beside, row - 12});
  }
}

void PosterSheet::draw_notice(const Box& box) {
  Box rest = box;
  const double size = is_paper() ? 44 : 48;
  const TextBlock word = typesetter_.set(poster_.notice, {size, true}, rest.width);
  const double pad = size * 0.55;
  fill_box(canvas_, rest.left, rest.top, word.width() + 2 * pad, word.height() + pad * 0.7,
           style_.band);
  word.draw(canvas_, rest.left + pad, rest.top + pad * 0.35, style_.on_band);
  rest = rest.below(word.height() + pad * 0.7 + (is_paper() ? 50 : 32));
  const SizeRange sizes{style_.message.largest * 0.85, style_.message.smallest * 0.85};
  draw_message_and_lines(rest, sizes);
}

}  // namespace minhbach::images
