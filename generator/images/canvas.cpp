// Cairo surfaces, and the marks of printers.
#include "images/canvas.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "images/drawing_libraries.h"
#include "images/png_file.h"

namespace minhbach::images {
namespace {

constexpr double points_per_millimetre = 72 / 25.4;
constexpr double bleed = 3, mark_length = 5, mark_gap = 2;  // Millimetres.

struct Destroy {
  void operator()(cairo_t* canvas) const { libraries().cairo_destroy(canvas); }
  void operator()(cairo_surface_t* surface) const { libraries().cairo_surface_destroy(surface); }
};
using Canvas = std::unique_ptr<cairo_t, Destroy>;
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

/// Two short lines at each corner, outside of the bleed. In millimetres from the page's corner.
void draw_marks(cairo_t* canvas, const PdfPage& page) {
  libraries().cairo_set_source_rgb(canvas, 0, 0, 0);
  libraries().cairo_set_line_width(canvas, 0.1);
  const double near = bleed + mark_gap - bleed / 2, far = near + mark_length;
  for (const double x : {0.0, page.width}) {
    for (const double y : {0.0, page.height}) {
      const double left = x == 0 ? -1 : 1, up = y == 0 ? -1 : 1;
      libraries().cairo_move_to(canvas, x + left * near, y);
      libraries().cairo_line_to(canvas, x + left * far, y);
      libraries().cairo_move_to(canvas, x, y + up * near);
      libraries().cairo_line_to(canvas, x, y + up * far);
    }
  }
  libraries().cairo_stroke(canvas);
}

void say_about(cairo_surface_t* surface, const PdfPage& page) {
  const auto say = [&](cairo_pdf_metadata_t key, const std::string& text) {
    libraries().cairo_pdf_surface_set_metadata(surface, key, text.c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, page.title);
  say(CAIRO_PDF_METADATA_AUTHOR, page.author);
  say(CAIRO_PDF_METADATA_CREATOR, "Minh Bạch");
  const std::string date = (page.date.size() == 10 ? page.date : "2000-01-01") + "T00:00:00Z";
  say(CAIRO_PDF_METADATA_CREATE_DATE, date);
  say(CAIRO_PDF_METADATA_MOD_DATE, date);
}

/// "[ 28.346 28.346 623.622 870.236 ]": the page, and `beyond` millimetres on each side of it, on a
/// sheet that has `margin` around the page.
std::string pdf_box(const PdfPage& page, double margin, double beyond) {
  const auto at = [](double millimetres) { return millimetres * points_per_millimetre; };
  const double near = margin - beyond;
  return fmt::format("[ {:.3f} {:.3f} {:.3f} {:.3f} ]", at(near), at(near),
                     at(margin + page.width + beyond), at(margin + page.height + beyond));
}

/// Cairo knows no box but the sheet's. Adds, as files are changed that keep what they were (ISO
/// 32000-1, 7.5.6), another version of the one page, which says where it is cut.
void add_boxes(std::string& pdf, const PdfPage& page, double margin) {
  const std::size_t type = pdf.find("/Type /Page ");
  const std::size_t begin = pdf.rfind(" 0 obj", type);
  const std::size_t dictionary = pdf.find("<<", begin) + 2;
  const std::size_t end = pdf.find("endobj", type);
  const std::size_t trailer = pdf.rfind("trailer");
  const std::size_t start = pdf.rfind("startxref");
  if (std::max({type, begin, dictionary, end, trailer, start}) >= pdf.size()) return;
  const std::string number =
      pdf.substr(pdf.rfind('\n', begin) + 1, begin - pdf.rfind('\n', begin) - 1);
  const std::string rest = pdf.substr(dictionary, end - dictionary);
  const std::string last = pdf.substr(trailer, pdf.rfind(">>", start) - trailer);
  const std::string before(pdf, start + 10, pdf.find('\n', start + 10) - start - 10);
  const std::size_t object = pdf.size();
  pdf += fmt::format("{} 0 obj\n<< /TrimBox {} /BleedBox {}{}endobj\n", number,
                     pdf_box(page, margin, 0), pdf_box(page, margin, bleed), rest);
  const std::size_t table = pdf.size();
  pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \n{}   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n",
                     number, object, last, before, table);
}

Surface drawn_pixels(int width, int height, double units, Rgb ground, const Draw& draw) {
  Surface surface(libraries().cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  const Canvas canvas(libraries().cairo_create(surface.get()));
  set_colour(canvas.get(), ground);
  libraries().cairo_paint(canvas.get());
  libraries().cairo_scale(canvas.get(), width / units, width / units);
  draw(canvas.get());
  libraries().cairo_surface_flush(surface.get());
  return surface;
}

}  // namespace

std::string draw_pdf(const PdfPage& page, const Draw& draw) {
  const double margin = page.has_bleed ? bleed + mark_gap + mark_length : 0;
  std::string out;
  {
    const Surface surface(libraries().cairo_pdf_surface_create_for_stream(
        append, &out, (page.width + 2 * margin) * points_per_millimetre,
        (page.height + 2 * margin) * points_per_millimetre));
    libraries().cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
    say_about(surface.get(), page);
    const Canvas canvas(libraries().cairo_create(surface.get()));
    libraries().cairo_scale(canvas.get(), points_per_millimetre, points_per_millimetre);
    libraries().cairo_translate(canvas.get(), margin, margin);
    if (page.has_bleed) draw_marks(canvas.get(), page);
    const double beyond = page.has_bleed ? bleed : 0;
    libraries().cairo_rectangle(canvas.get(), -beyond, -beyond, page.width + 2 * beyond,
                                page.height + 2 * beyond);
    libraries().cairo_clip(canvas.get());
    libraries().cairo_scale(canvas.get(), page.width / page.units, page.width / page.units);
    draw(canvas.get());
    libraries().cairo_surface_finish(surface.get());
  }
  if (page.has_bleed) add_boxes(out, page, margin);
  return out;
}

std::string draw_png(int width, int height, double units, const ColourPairs& colours,
                     const Draw& draw) {
  const Surface surface = drawn_pixels(width, height, units, colours.front().first, draw);
  const auto* pixels = reinterpret_cast<const std::uint32_t*>(
      libraries().cairo_image_surface_get_data(surface.get()));
  const auto stride =
      static_cast<std::size_t>(libraries().cairo_image_surface_get_stride(surface.get())) /
      sizeof *pixels;
  return png_of({pixels, stride, width, height}, palette_of(colours));
}

std::string draw_full_png(int width, int height, double units, const Draw& draw) {
  const Surface surface = drawn_pixels(width, height, units, {255, 255, 255}, draw);
  std::string out;
  libraries().cairo_surface_write_to_png_stream(surface.get(), append, &out);
  return out;
}

void draw_nowhere(double scale, const Draw& draw) { drawn_pixels(1, 1, 1 / scale, {}, draw); }

void draw_picture(_cairo* canvas, const CoverPicture& picture, double left, double top,
                  double width, double height) {
  const Surface surface(
      libraries().cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
  unsigned char* const to = libraries().cairo_image_surface_get_data(surface.get());
  const auto stride =
      static_cast<std::size_t>(libraries().cairo_image_surface_get_stride(surface.get()));
  const auto row = static_cast<std::size_t>(picture.width);
  for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y)
    std::memcpy(to + y * stride, picture.pixels.data() + y * row, row * sizeof picture.pixels[0]);
  libraries().cairo_surface_mark_dirty(surface.get());
  // The picture outlives the page that it is drawn on.
  libraries().cairo_surface_set_mime_data(
      surface.get(), CAIRO_MIME_TYPE_JPEG,
      reinterpret_cast<const unsigned char*>(picture.jpeg.data()), picture.jpeg.size(), nullptr,
      nullptr);
  libraries().cairo_save(canvas);
  libraries().cairo_translate(canvas, left, top);
  libraries().cairo_scale(canvas, width / picture.width, height / picture.height);
  libraries().cairo_set_source_surface(canvas, surface.get(), 0, 0);
  libraries().cairo_rectangle(canvas, 0, 0, picture.width, picture.height);
  libraries().cairo_fill(canvas);
  libraries().cairo_restore(canvas);
}

void set_colour(_cairo* canvas, Rgb colour) {
  libraries().cairo_set_source_rgb(canvas, colour.red / 255.0, colour.green / 255.0,
                                   colour.blue / 255.0);
}

void fill_box(_cairo* canvas, double left, double top, double width, double height, Rgb colour) {
  set_colour(canvas, colour);
  libraries().cairo_rectangle(canvas, left, top, width, height);
  libraries().cairo_fill(canvas);
}

}  // namespace minhbach::images
