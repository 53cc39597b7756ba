// Band, head and foot; how texts are put into boxes.
#include "images/poster_sheet.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "images/drawing_libraries.h"
#include "images/messages.h"
#include "images/qr_code.h"

namespace minhbach::images {
namespace {

constexpr double a_root_of_two = 1.41429;  // 297 / 210.
constexpr double band = 24;

double height_of(PosterForm form) {
  return form == PosterForm::a4 || form == PosterForm::a3 ? 1000 * a_root_of_two : 1000;
}

std::string form_name(PosterForm form) {
  switch (form) {
    case PosterForm::a4:
    case PosterForm::a3: return "A4, A3";
    case PosterForm::square: return "1080×1080";
    case PosterForm::wide: return "1200×630";
  }
  return {};
}

}  // namespace

double PosterSheet::width_of(PosterForm form) {
  return form == PosterForm::wide ? 1000 * 1200.0 / 630 : 1000;
}

PosterSheet::PosterSheet(const Poster& poster, PosterForm form, const DrawingStyle& style,
                         const Typesetter& typesetter, _cairo* canvas, const Box& room,
                         const CoverPicture* picture)
    : poster_(poster),
      form_(form),
      style_(style),
      typesetter_(typesetter),
      canvas_(canvas),
      room_(room),
      picture_(picture),
      page_{0, 0, width_of(form), height_of(form)},
      area_(page_),
      margin_(is_paper() ? 76 : 64),
      // Shared pictures are seen at a third of their size.
      small_(is_paper() ? style.small.smallest
                        : style.small.largest * (form == PosterForm::wide ? 1 : 0.88)) {
  if (!has_picture()) return;
  area_ = is_wide() ? Box{room_.right(), 0, page_.width - room_.right(), page_.height}
                    : Box{0, room_.bottom(), page_.width, page_.height - room_.bottom()};
}

std::array<Box, 3> PosterSheet::picture_rooms(PosterForm form) {
  constexpr double beyond = 15;  // Over 3 mm of A4.
  const auto room = [&](double wide, double square, double paper) {
    if (form == PosterForm::wide) return Box{0, 0, wide, 1000};
    if (form == PosterForm::square) return Box{0, 0, 1000, square};
    return Box{-beyond, -beyond, 1000 + 2 * beyond, paper + beyond};
  };
  return {room(480, 280, 330), room(400, 220, 260), room(320, 160, 165)};
}

void PosterSheet::fail(PosterPart part, const Message& message,
                       std::vector<std::string> arguments) {
  if (problem_) return;
  PosterProblem problem;
  problem.part = part;
  problem.diagnostic.message = &message;
  problem.diagnostic.arguments = std::move(arguments);
  problem_ = std::move(problem);
}

SizeRange PosterSheet::scaled(SizeRange sizes, double by) const {
  return {std::max(sizes.largest * by, small_), std::max(sizes.smallest * by, small_)};
}

bool PosterSheet::is_shown(std::string_view text, PosterPart part) {
  const char32_t missing = typesetter_.fonts().first_missing(text);
  if (missing != 0)
    fail(part, messages::glyph_missing, {shown_character(missing), typesetter_.fonts().family()});
  return missing == 0;
}

std::optional<TextBlock> PosterSheet::fitted(std::string_view text, const Wanted& wanted,
                                             const Box& box) {
  if (!is_shown(text, wanted.part)) return std::nullopt;
  std::optional<TextBlock> block =
      typesetter_.fit(text, wanted.style, wanted.sizes, box.width, box.height);
  if (block && !typesetter_.is_all_ours(*block)) {
    fail(wanted.part, messages::font_unusable, {typesetter_.fonts().family()});
    return std::nullopt;
  }
  if (!block) {
    const std::size_t many =
        typesetter_.too_many(text, wanted.style, wanted.sizes, box.width, box.height);
    fail(wanted.part, messages::drawn_text_too_long, {form_name(form_), std::to_string(many)});
  }
  if (block && (wanted.part == PosterPart::message || wanted.part == PosterPart::number))
    message_size_ = std::max(message_size_, block->size());
  return block;
}

double PosterSheet::put(std::string_view text, const Wanted& wanted, const Box& box) {
  if (text.empty()) return 0;
  const std::optional<TextBlock> block = fitted(text, wanted, box);
  if (!block) return 0;
  block->draw(canvas_, box.left, box.top, wanted.colour);
  return block->height();
}

void PosterSheet::put_in_middle(std::string_view text, const Wanted& wanted, const Box& box) {
  if (text.empty()) return;
  const std::optional<TextBlock> block = fitted(text, wanted, box);
  if (block)
    block->draw(canvas_, box.left, box.top + (box.height - block->height()) / 2, wanted.colour);
}

void PosterSheet::draw_ground() {
  const double beyond = 100;  // More than any bleed.
  fill_box(canvas_, -beyond, -beyond, page_.width + 2 * beyond, page_.height + 2 * beyond,
           style_.paper);
  if (picture_ != nullptr)
    draw_picture(canvas_, *picture_, room_.left, room_.top, room_.width, room_.height);
  // Over the picture's edge, which need not be a whole pixel's.
  const double over = is_wide() || !has_picture() ? beyond : 2;
  const double left = is_wide() && has_picture() ? area_.left : -beyond;
  fill_box(canvas_, left, area_.top - over, page_.width + beyond - left, over + band, style_.band);
}

void PosterSheet::draw() {
  draw_ground();
  Box rest = draw_head();
  rest = is_wide() ? draw_side(rest) : draw_foot(rest);
  // A number needs it everywhere; shared pictures of the rest have no room for it.
  if (is_paper() || poster_.layout == PosterLayout::number) rest = draw_source(rest);
  switch (poster_.layout) {
    case PosterLayout::invitation: draw_message_and_lines(rest, style_.message); break;
    case PosterLayout::three_steps: draw_steps(rest); break;
    case PosterLayout::number: draw_number(rest); break;
    case PosterLayout::notice: draw_notice(rest); break;
  }
  draw_call();
}

/// In a frame at the right; how much of the width it takes.
double PosterSheet::draw_label(const Box& box) {
  if (poster_.label.empty()) return 0;
  const Wanted wanted{PosterPart::label, {0, true}, {small_, small_}, style_.muted};
  const auto block = fitted(poster_.label, wanted, {0, 0, box.width / 2, small_ * 1.35});
  if (!block) return 0;
  const double pad = small_ * 0.6;
  const double width = block->width() + 2 * pad;
  set_colour(canvas_, style_.muted);
  libraries().cairo_set_line_width(canvas_, 2.5);
  libraries().cairo_rectangle(canvas_, box.right() - width, box.top, width,
                              block->height() + pad * 0.6);
  libraries().cairo_stroke(canvas_);
  block->draw(canvas_, box.right() - width + pad, box.top + pad * 0.3, style_.muted);
  return width + 30;
}

Box PosterSheet::draw_head() {
  const double size = std::max(30.0, small_);
  const double left = area_.left + margin_, right = area_.right() - margin_;
  Box box{left, area_.top + band + 38, right - left, 0};
  box.width -= draw_label(box);
  // Nobody can shorten an office's name: it may take two lines, and be smaller.
  const SizeRange sizes{size, small_ * 0.75};
  const Wanted issuer{PosterPart::issuer, {size, true}, sizes, style_.ink};
  const Wanted portal{PosterPart::portal, {size, false}, sizes, style_.muted};
  double taken = put(poster_.issuer, issuer, {box.left, box.top, box.width, size * 2.7});
  taken += put(poster_.portal, portal, {box.left, box.top + taken, box.width, size * 2.7});
  const double top = box.top + taken + (!is_paper() ? 36 : !has_picture() ? 84 : 40);
  return {left, top, right - left, area_.bottom() - margin_ - top};
}

double PosterSheet::draw_qr(double left, double top, double size) {
  const std::optional<QrCode> code = make_qr(poster_.link);
  if (!code) {
    fail(PosterPart::link, messages::qr_too_long,
         {std::to_string(poster_.link.size()), std::to_string(longest_qr_text)});
    return size;
  }
  // Whole pixels, where there are pixels: a module more or less wide is harder to read.
  double scale_x = 1, scale_y = 1;
  double module = size / (code->size + 2 * quiet_modules);
  if (!is_paper()) {
    libraries().cairo_user_to_device_distance(canvas_, &scale_x, &scale_y);
    module = std::floor(module * scale_x) / scale_x;
    left = std::round(left * scale_x) / scale_x;
    top = std::round(top * scale_y) / scale_y;
  }
  const double all = module * (code->size + 2 * quiet_modules);
  // What is seen of it stands in line with the text: its white goes into the margin.
  left -= quiet_modules * module;
  fill_box(canvas_, left, top, all, all, style_.paper);
  libraries().cairo_save(canvas_);
  libraries().cairo_set_antialias(canvas_, CAIRO_ANTIALIAS_NONE);
  set_colour(canvas_, {0, 0, 0});
  for (int y = 0; y < code->size; ++y) {
    for (int x = 0; x < code->size; ++x) {
      if (!code->dark[static_cast<std::size_t>(y * code->size + x)]) continue;
      int run = 1;
      while (x + run < code->size && code->dark[static_cast<std::size_t>(y * code->size + x + run)])
        ++run;
      libraries().cairo_rectangle(canvas_, left + (x + quiet_modules) * module,
                                  top + (y + quiet_modules) * module, run * module, module);
      x += run;
    }
  }
  libraries().cairo_fill(canvas_);
  libraries().cairo_restore(canvas_);
  return all - quiet_modules * module;
}

/// Breaks behind slashes alone, where that will do: a hyphen at the end of a line may or may not
/// belong to an address.
TextBlock PosterSheet::address_lines(double width, double height) {
  const std::string& address = poster_.address;
  TextStyle style{is_paper() ? std::max(30.0, small_) : small_, true};
  for (const double least = style.size * 0.78; style.size >= least; style.size *= 0.96) {
    std::string text, line;
    bool fits = true;
    for (std::size_t from = 0; from < address.size();) {
      const std::size_t end = std::min(address.find('/', from), address.size() - 1) + 1;
      const std::string part = address.substr(from, end - from);
      from = end;
      if (!line.empty() && typesetter_.set(line + part, style, 1e5).width() > width) {
        text += line + "\n";
        line.clear();
      }
      line += part;
      fits = fits && typesetter_.set(line, style, 1e5).width() <= width;
    }
    if (!fits) continue;
    TextBlock block = typesetter_.set(text + line, style, width * 1.01);
    if (block.height() <= height) return block;
  }
  style.may_break_words = true;
  return typesetter_.set(address, style, width);
}

/// One that is too high for the box is drawn too, and told of.
TextBlock PosterSheet::address_block(const Box& box) {
  TextBlock block = address_lines(box.width, box.height);
  if (!is_shown(poster_.address, PosterPart::link)) return block;
  if (!typesetter_.is_all_ours(block))
    fail(PosterPart::link, messages::font_unusable, {typesetter_.fonts().family()});
  if (block.height() <= box.height) return block;
  const TextStyle style{block.size(), true, TextStyle().leading, true};
  const std::size_t many = typesetter_.too_many(
      poster_.address, style, {block.size(), block.size()}, box.width, box.height);
  fail(PosterPart::link, messages::drawn_text_too_long, {form_name(form_), std::to_string(many)});
  return block;
}

Box PosterSheet::draw_foot(const Box& box) {
  const double less = !has_picture() ? 1 : is_paper() ? 0.8 : 0.88;
  const double size = (is_paper() ? 270 : 205) * less;
  const double address_room = (is_paper() ? 190 : 130);
  const TextBlock address = address_block({box.left, box.top, box.width, address_room});
  address.draw(canvas_, box.left, box.bottom() - address.height(), style_.link);
  const double top = box.bottom() - address.height() - (is_paper() ? 10 : 2) - size;
  const double beside = box.left + draw_qr(box.left, top, size) + 24;
  call_room_ = {beside, top, box.right() - beside, size};
  return {box.left, box.top, box.width, top - box.top - (is_paper() ? 40 : 10)};
}

Box PosterSheet::draw_side(const Box& box) {
  const double width = !has_picture() ? 430 : 360;
  const double left = box.right() - width;
  const double taken = draw_qr(left, box.top, width);
  const Box below{left, box.top + taken + 30, width, box.height - taken - 30};
  address_block(below).draw(canvas_, below.left, below.top, style_.link);
  Box rest{box.left, box.top, box.width - width - (!has_picture() ? 90 : 64), box.height};
  if (poster_.call.empty()) return rest;
  const Wanted call{PosterPart::call, {0, true}, scaled(style_.call, 1), style_.ink};
  if (const auto block = fitted(poster_.call, call, {0, 0, rest.width, rest.height / 4})) {
    call_room_ = {rest.left, rest.bottom() - block->height(), rest.width, block->height()};
    rest.height -= block->height() + 36;
  }
  return rest;
}

void PosterSheet::draw_call() {
  if (poster_.call.empty() || call_room_.height == 0) return;
  Wanted call{PosterPart::call, {0, true}, scaled(style_.call, 1), style_.ink};
  auto block = fitted(poster_.call, call, call_room_);
  if (!block) return;
  call_size_ = block->size();
  call.sizes.largest = std::max(message_size_ * 0.8, call.sizes.smallest);
  if (call_size_ > call.sizes.largest) block = fitted(poster_.call, call, call_room_);
  if (!block) return;
  const double free = call_room_.height - block->height();
  block->draw(canvas_, call_room_.left, call_room_.top + (is_wide() ? free : free / 2), style_.ink);
}

}  // namespace minhbach::images
