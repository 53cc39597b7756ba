// Headers of PNG (W3C) and JPEG (ITU T.81); what each decoder holds was measured.
#include "images/decoding_memory.h"

#include <algorithm>

#include "images/picture_kind.h"
#include "images/variants.h"

namespace minhbach::images {
namespace {

std::uint32_t byte(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

/// Of an interlaced PNG, the bytes of a pixel; 0 of one that is not interlaced.
std::uint32_t png_pixel(std::string_view png) {
  if (byte(png, 28) == 0) return 0;
  const std::uint32_t colours = byte(png, 25);
  const std::uint32_t channels = colours == 2 ? 3 : colours == 6 ? 4 : colours == 4 ? 2 : 1;
  // A palette comes out as red, green, blue and transparency.
  return colours == 3 ? 4 : channels * (byte(png, 24) == 16 ? 2 : 1);
}

/// What a JPEG's frame and first scan say.
struct JpegFrame {
  bool is_whole = false;  ///< Its coefficients have to be held until the last scan.
  /// Values that are held for a thousand pixels: components that are not as fine count less.
  std::uint32_t values = 3000;
};

JpegFrame jpeg_frame(std::string_view jpeg) {
  JpegFrame out;
  std::uint32_t components = 0;
  for (std::size_t at = 2; at + 9 < jpeg.size();) {
    const std::uint32_t marker = byte(jpeg, at + 1);
    if (byte(jpeg, at) != 0xFF || marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == 0xDA) {
      out.is_whole = out.is_whole || byte(jpeg, at + 4) < components;
      break;
    }
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      components = std::min(byte(jpeg, at + 9), 4u);
      out.is_whole = (marker & 3) == 2;
      std::uint32_t all = 0, finest = 1;
      for (std::uint32_t i = 0; i < components; ++i) {
        const std::uint32_t sampling = byte(jpeg, at + 11 + 3 * i);
        all += (sampling >> 4) * (sampling & 15);
        finest = std::max(finest, (sampling >> 4) * (sampling & 15));
      }
      out.values = 1000 * all / finest;
    }
    at += 2 + (byte(jpeg, at + 2) << 8 | byte(jpeg, at + 3));
  }
  return out;
}

/// Bytes that a decoder holds for a thousand pixels of the whole picture; 0 for one that is read
/// line by line.
std::uint64_t held_by_decoder(std::string_view bytes) {
  switch (kind_of_bytes(bytes)) {
    case PictureKind::png: return 1000 * png_pixel(bytes);
    case PictureKind::jpeg: {
      const JpegFrame frame = jpeg_frame(bytes);
      return frame.is_whole ? 2 * frame.values : 0;
    }
    case PictureKind::webp: return 4000;
    case PictureKind::gif: return 4000;
    case PictureKind::heic: return 8500;
    default: return 0;
  }
}

/// The same for what libvips holds of a PNG or GIF with transparency, which it makes smaller in
/// another way.
constexpr std::uint64_t held_for_alpha = 6000;

/// Bytes that AVIF's encoder holds for a pixel of noise, the most that it was seen to hold.
constexpr std::uint64_t held_by_encoder = 28;

}  // namespace

bool is_decoded_whole(std::string_view bytes) { return held_by_decoder(bytes) > 0; }

std::uint64_t picture_memory(std::string_view bytes, ImageSize size, bool has_alpha) {
  const auto width = static_cast<std::uint64_t>(size.width);
  const auto height = static_cast<std::uint64_t>(size.height);
  const PictureKind kind = kind_of_bytes(bytes);
  const bool is_by_lines = kind == PictureKind::png || kind == PictureKind::gif;
  const std::uint64_t decoding =
      held_by_decoder(bytes) + (has_alpha && is_by_lines ? held_for_alpha : 0);
  const std::uint64_t made = std::min<std::uint64_t>(width, widest_variant);
  return bytes.size() + width * height / 1000 * decoding +
         made * (height * made / width) * held_by_encoder;
}

}  // namespace minhbach::images
