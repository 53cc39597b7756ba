// How much memory a picture takes while pictures of pages are made of it, told by its header.
#pragma once

#include <cstdint>
#include <string_view>

#include "images/image_size.h"

namespace minhbach::images {

/// A picture that takes more is refused. With what the program takes besides, it stays under 350 MB
/// (docs/decisions.md).
inline constexpr std::uint64_t most_picture_memory = std::uint64_t{256} << 20;

/// Whether it is unpacked as a whole and not read line by line: WebP, HEIC, GIF; an interlaced PNG;
/// a JPEG that comes in several scans (“progressive”).
bool is_decoded_whole(std::string_view bytes);

/// About how many bytes it takes to hold the file, to decode a picture of that size, and to encode
/// the widest that is made of it.
std::uint64_t picture_memory(std::string_view bytes, ImageSize size, bool has_alpha);

}  // namespace minhbach::images
