// The pictures that pages load in place of an editor's: three widths, in formats that weigh little.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "images/image_size.h"

namespace minhbach::images {

/// Larger ones are refused before anything is decoded: a few kilobytes can claim any size.
inline constexpr std::int64_t most_pixels = 50'000'000;
inline constexpr int longest_side = 16'000;  ///< WebP holds little more.

/// The widest picture that pages load.
inline constexpr int widest_variant = 1600;

enum class PictureFormat : std::uint8_t { avif, webp, jpeg, png };
std::string_view ending_of(PictureFormat format);  ///< ".avif"
std::string_view mime_type(PictureFormat format);  ///< "image/avif"

struct Variant {
  PictureFormat format = PictureFormat::avif;
  int width = 0;
};

/// What is made of a picture of that size as shown: AVIF and WebP of each width, none wider than
/// the picture, ordered by format and then by width; last the one for browsers that know neither.
std::vector<Variant> variants_of(ImageSize size, bool has_alpha);

/// What the header of a JPEG, PNG, WebP, HEIC or GIF says; nothing is decoded.
struct PictureHeader {
  ImageSize size;  ///< As shown: turned as its EXIF data say.
  bool has_alpha = false;
  bool is_film = false;  ///< Holds more than one picture.
};
std::optional<PictureHeader> read_header(std::string_view bytes);

/// What is asked of the encoders: part of the addresses of variants, and of keys of kept files.
std::string variant_settings();

/// The bytes of each variant: turned upright, in sRGB, without any metadata. Nothing when the
/// picture cannot be decoded to its end. Takes little memory beside that of one picture 1,600
/// pixels wide, but for formats that cannot be read from top to bottom (HEIC, WebP, interlaced
/// PNG). May be called from several threads.
std::optional<std::vector<std::string>> make_variants(std::string_view bytes,
                                                      const std::vector<Variant>& variants);

/// The whole picture as a JPEG, for formats that few programs read.
std::optional<std::string> as_jpeg(std::string_view bytes);

/// False when libvips is not installed.
bool can_make_variants();

}  // namespace minhbach::images
