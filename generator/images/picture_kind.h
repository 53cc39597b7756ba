// Which picture format a file is in: by what it holds, and by what its name says.
#pragma once

#include <cstdint>
#include <string_view>

namespace minhbach::images {

enum class PictureKind : std::uint8_t { none, jpeg, png, gif, webp, heic, svg };

/// By its first bytes.
PictureKind kind_of_bytes(std::string_view bytes);
/// By the ending of its name, in any case; `none` for endings that are no picture's.
PictureKind kind_of_name(std::string_view path);
/// The usual ending, with its dot: ".jpg"; "" for none.
std::string_view ending_of(PictureKind kind);

/// Whether a PNG or WebP is a film of several pictures. (A GIF has to be read to know.)
bool is_marked_as_film(PictureKind kind, std::string_view bytes);

}  // namespace minhbach::images
