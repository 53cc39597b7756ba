// What drawings are made on: a page of PDF, or a picture that becomes a PNG.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "images/cover_picture.h"
#include "images/drawing_style.h"

struct _cairo;

namespace minhbach::images {

/// Draws; the unit is the caller's own.
using Draw = std::function<void(_cairo* canvas)>;

/// A page of paper.
struct PdfPage {
  double width = 0, height = 0;  ///< In millimetres, without the bleed.
  double units = 1;              ///< How many units of the drawing its width is.
  bool has_bleed = false;        ///< 3 mm are drawn beyond the page, and marks say where to cut.
  std::string title, author;
  std::string date;  ///< ISO 8601, or "": when it was made, as it says. Never the clock's time.
};

/// The same page and drawing give the same bytes. With bleed it says where it is to be cut
/// (TrimBox, BleedBox).
std::string draw_pdf(const PdfPage& page, const Draw& draw);

/// A background and what stands on it: a picture has these colours and what lies between.
using ColourPairs = std::vector<std::pair<Rgb, Rgb>>;

/// A picture of at most 256 colours as PNG; the same drawing gives the same bytes. `units`: how
/// many units of the drawing its width is. The first pair's background fills it.
std::string draw_png(int width, int height, double units, const ColourPairs& colours,
                     const Draw& draw);

/// The same of any number of colours: for drawings that hold a picture.
std::string draw_full_png(int width, int height, double units, const Draw& draw);

/// For what is only found out by drawing. `scale`: how many pixels the unit is where it is drawn
/// in earnest, as what stands on whole pixels needs more or less room by it.
void draw_nowhere(double scale, const Draw& draw);

/// Fills the box with the picture, which has its proportions. A PDF holds it as JPEG.
void draw_picture(_cairo* canvas, const CoverPicture& picture, double left, double top,
                  double width, double height);

void set_colour(_cairo* canvas, Rgb colour);
void fill_box(_cairo* canvas, double left, double top, double width, double height, Rgb colour);

}  // namespace minhbach::images
