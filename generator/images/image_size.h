// Width and height of a picture, read from its first bytes.
#pragma once

#include <optional>
#include <string_view>

namespace minhbach::images {

struct ImageSize {
  int width = 0;  ///< In CSS pixels, at least 1.
  int height = 0;
};

/// The size of a PNG, JPEG, GIF, WebP or SVG file; nothing when the bytes are none of these or are
/// broken. Reads headers only: a picture is never decoded here. The orientation in EXIF is not
/// applied.
std::optional<ImageSize> image_size(std::string_view bytes);

}  // namespace minhbach::images
