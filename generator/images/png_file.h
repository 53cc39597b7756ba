// PNG (W3C) of pictures with few colours.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "images/canvas.h"

namespace minhbach::images {

/// Rows of 0x00RRGGBB; `stride` pixels from one to the next.
struct Pixels {
  const std::uint32_t* first;
  std::size_t stride;
  int width, height;
};

/// The colours of the pairs, and steps between those of each; at most 256.
std::vector<Rgb> palette_of(const ColourPairs& pairs);

/// Each pixel becomes the nearest colour of `palette`. No time, no name of a program, is in it.
std::string png_of(const Pixels& pixels, const std::vector<Rgb>& palette);

}  // namespace minhbach::images
