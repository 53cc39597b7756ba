// What a theme lends to drawings: colours and sizes of type.
#pragma once

#include <cstdint>

namespace minhbach::images {

/// sRGB.
struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// How large a text may be: as large as fits, from the largest down. In thousandths of the shorter
/// side of the sheet, so that A4 and A3 look alike.
struct SizeRange {
  double largest = 0, smallest = 0;
};

struct DrawingStyle {
  Rgb paper, ink, muted, line, band, on_band, gold, link;
  SizeRange message, number, step, line_text, call, small;
};

}  // namespace minhbach::images
