// Cairo surfaces, and the marks of printers.
#include "images/canvas.h"

#include <memory>

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
  return out;
}

std::string draw_png(int width, int height, double units, const ColourPairs& colours,
                     const Draw& draw) {
  const Surface surface(libraries().cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  {
    const Canvas canvas(libraries().cairo_create(surface.get()));
    set_colour(canvas.get(), colours.front().first);
    libraries().cairo_paint(canvas.get());
    libraries().cairo_scale(canvas.get(), width / units, width / units);
    draw(canvas.get());
  }
  libraries().cairo_surface_flush(surface.get());
  const auto* pixels = reinterpret_cast<const std::uint32_t*>(
      libraries().cairo_image_surface_get_data(surface.get()));
  const auto stride =
      static_cast<std::size_t>(libraries().cairo_image_surface_get_stride(surface.get())) /
      sizeof *pixels;
  return png_of({pixels, stride, width, height}, palette_of(colours));
}

std::string drawing_stamp(std::string_view version) {
  return std::string(version) + " cairo " + libraries().cairo_version_string() + " pango " +
         libraries().pango_version_string();
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
