// A picture's bytes without what cameras and programs write beside it: place, time, device, names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace minhbach::images {

/// The same picture, pixel for pixel, without EXIF, XMP, IPTC, comments and thumbnails. What
/// changes its looks stays: colour profile, and which side is up. Nothing when a JPEG, PNG, WebP or
/// GIF cannot be followed to its end, so that nobody knows what is in it. Other bytes come back.
std::optional<std::string> without_metadata(std::string_view bytes);

}  // namespace minhbach::images
