// The frame of a poster: band, head, foot with its QR code; and the tools its layouts draw with.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "images/canvas.h"
#include "images/poster.h"

namespace minhbach::images {

struct Box {
  double left = 0, top = 0, width = 0, height = 0;

  double right() const { return left + width; }
  double bottom() const { return top + height; }
  /// What is left when so much of the top is taken.
  Box below(double taken) const { return {left, top + taken, width, height - taken}; }
};

/// Draws one poster on one form. The unit is a thousandth of the shorter side. The first problem
/// stops nothing: the rest is drawn, so that the caller need not ask.
class PosterSheet {
 public:
  /// `room`: of a picture, one of picture_rooms(); empty for none. `picture`: made for it; null
  /// where only problems are looked for.
  PosterSheet(const Poster& poster, PosterForm form, const DrawingStyle& style,
              const Typesetter& typesetter, _cairo* canvas, const Box& room,
              const CoverPicture* picture);

  void draw();

  const std::optional<PosterProblem>& problem() const { return problem_; }

  /// Whether the message, or the number, is clearly larger than the call would like to be.
  bool message_stands_out() const { return message_size_ >= 1.2 * call_size_; }

  static double width_of(PosterForm form);

  /// Where a picture may stand, the largest first: to the edges of the sheet, and on paper beyond
  /// them for the bleed.
  static std::array<Box, 3> picture_rooms(PosterForm form);

 private:
  struct Wanted {
    PosterPart part;
    TextStyle style;
    SizeRange sizes;
    Rgb colour;
  };

  bool is_paper() const { return form_ == PosterForm::a4 || form_ == PosterForm::a3; }
  bool has_picture() const { return room_.width > 0; }
  bool is_wide() const { return form_ == PosterForm::wide; }
  SizeRange scaled(SizeRange sizes, double by) const;

  /// The text as large as it fits, drawn at the top left of `box`; its height, 0 for none.
  double put(std::string_view text, const Wanted& wanted, const Box& box);
  /// The same, in the middle of the box's height.
  void put_in_middle(std::string_view text, const Wanted& wanted, const Box& box);
  /// Whether the fonts have all characters of it; told otherwise.
  bool is_shown(std::string_view text, PosterPart part);
  std::optional<TextBlock> fitted(std::string_view text, const Wanted& wanted, const Box& box);
  void fail(PosterPart part, const Message& message, std::vector<std::string> arguments);

  void draw_ground();  ///< Paper, band and picture.
  double draw_label(const Box& box);
  TextBlock address_block(const Box& box);
  TextBlock address_lines(double width, double height);
  Box draw_head();                ///< What is left below it.
  Box draw_foot(const Box& box);  ///< What is left above it.
  Box draw_side(const Box& box);  ///< What is left beside it.
  void draw_call();               ///< In its room; never near as large as the message.
  double draw_qr(double left, double top,
                 double size);  ///< The width of what is seen of it, with the white at its right.
  double draw_audience(const Box& box);
  Box draw_source(const Box& box);   ///< What is left above it.
  double draw_rule(const Box& box);  ///< The gold one; with the room around it.
  void draw_message_and_lines(const Box& box, SizeRange sizes);
  void draw_number(const Box& box);
  void draw_steps(const Box& box);
  void draw_step_rows(const Box& box);
  void draw_notice(const Box& box);
  double lines_height(const Box& box, std::vector<TextBlock>& blocks);

  const Poster& poster_;
  const PosterForm form_;
  const DrawingStyle& style_;
  const Typesetter& typesetter_;
  _cairo* canvas_;
  const Box room_;
  const CoverPicture* picture_;
  Box page_;
  Box area_;  ///< What the picture leaves of the page.
  double margin_;
  double small_;  ///< Size of the least text.
  Box call_room_;
  double message_size_ = 0;  ///< As it was drawn.
  double call_size_ = 0;     ///< As large as it fits.
  std::optional<PosterProblem> problem_;
};

}  // namespace minhbach::images
