// An editor's picture made ready to stand in a drawing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::images {

struct CoverPicture {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;  ///< Row by row, 0x00RRGGBB.
  std::string jpeg;                   ///< The same, for files that can hold it as it is.
};

/// The middle of the picture, as large as it covers so many pixels; turned upright, in sRGB, on
/// white where it is transparent. Nothing when it cannot be decoded to its end. May be called from
/// several threads.
/// The last picture stays decoded for the next call.
std::optional<CoverPicture> cover_picture(std::string_view bytes, int width, int height);

/// Gives that memory back: to be called when all is drawn.
void forget_last_picture();

}  // namespace minhbach::images
