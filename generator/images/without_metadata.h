// A picture's bytes without what cameras and programs write beside it: place, time, device, names.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::images {

/// The same picture, pixel for pixel, without EXIF, XMP, IPTC, comments and thumbnails. What
/// changes its looks stays: colour profile, and which side is up. Bytes that are no JPEG, PNG or
/// WebP, or are broken, come back from the place on where they cannot be followed as they are.
std::string without_metadata(std::string_view bytes);

}  // namespace minhbach::images
