// One decoding at the greatest width, from which all others are made.
#include "images/variants.h"

#include <algorithm>

#include <fmt/format.h>

#include "images/decoding.h"
#include "images/without_metadata.h"

namespace minhbach::images {
namespace {

// A phone of 360 pixels takes the first or second, a desk the third. What the numbers cost and
// weigh: docs/decisions.md.
constexpr int widths[] = {480, 960, widest_variant};
constexpr int fallback_width = 960;
constexpr int avif_quality = 55, avif_effort = 1;
constexpr int webp_quality = 75, webp_effort = 4;
constexpr int jpeg_quality = 80, whole_jpeg_quality = 90;

ImageHandle opened(const VipsLibrary& vips, std::string_view bytes) {
  return ImageHandle(vips.image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr));
}

ImageHandle narrowed(const VipsLibrary& vips, VipsImage* from, int width) {
  VipsImage* out = nullptr;
  if (vips.thumbnail_image(from, &out, width, "height", any_height, "size", VIPS_SIZE_DOWN,
                           nullptr) != 0)
    return nullptr;
  const ImageHandle holds(out);
  return ImageHandle(vips.image_copy_memory(out));
}

std::optional<std::string> encoded(const VipsLibrary& vips, VipsImage* image, PictureFormat format,
                                   int quality) {
  void* bytes = nullptr;
  std::size_t size = 0;
  int failed = 1;
  switch (format) {
    case PictureFormat::avif:
      failed = vips.heifsave_buffer(image, &bytes, &size, "Q", quality, "effort", avif_effort,
                                    "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "strip", TRUE,
                                    nullptr);
      break;
    case PictureFormat::webp:
      failed = vips.webpsave_buffer(image, &bytes, &size, "Q", quality, "effort", webp_effort,
                                    "strip", TRUE, nullptr);
      break;
    case PictureFormat::jpeg:
      failed = vips.jpegsave_buffer(image, &bytes, &size, "Q", quality, "optimize_coding", TRUE,
                                    "interlace", TRUE, "strip", TRUE, nullptr);
      break;
    case PictureFormat::png:
      failed = vips.pngsave_buffer(image, &bytes, &size, "compression", 9, "strip", TRUE, nullptr);
      break;
  }
  if (failed != 0) return std::nullopt;
  const std::string out(static_cast<const char*>(bytes), size);
  vips.free(bytes);
  // Debian 12's library writes EXIF data of its own into a WebP, whatever it is told.
  return without_metadata(out);
}

int quality_of(PictureFormat format) {
  switch (format) {
    case PictureFormat::avif: return avif_quality;
    case PictureFormat::webp: return webp_quality;
    default: return jpeg_quality;
  }
}

}  // namespace

std::string_view ending_of(PictureFormat format) {
  constexpr std::string_view endings[] = {".avif", ".webp", ".jpg", ".png"};
  return endings[static_cast<std::size_t>(format)];
}

std::string_view mime_type(PictureFormat format) {
  constexpr std::string_view types[] = {"image/avif", "image/webp", "image/jpeg", "image/png"};
  return types[static_cast<std::size_t>(format)];
}

std::vector<Variant> variants_of(ImageSize size, bool has_alpha) {
  std::vector<int> made;
  for (const int width : widths) {
    if (made.empty() || made.back() < size.width) made.push_back(std::min(width, size.width));
  }
  std::vector<Variant> out;
  for (const PictureFormat format : {PictureFormat::avif, PictureFormat::webp}) {
    for (const int width : made) out.push_back({format, width});
  }
  out.push_back(
      {has_alpha ? PictureFormat::png : PictureFormat::jpeg, std::min(fallback_width, size.width)});
  return out;
}

bool can_make_variants() { return vips_library() != nullptr; }

std::optional<PictureHeader> read_header(std::string_view bytes) {
  const VipsLibrary* vips = vips_library();
  if (vips == nullptr) return std::nullopt;
  const ImageHandle image = opened(*vips, bytes);
  if (image == nullptr) {
    vips->error_clear();
    return std::nullopt;
  }
  PictureHeader out;
  out.size = {vips->image_get_width(image.get()), vips->image_get_height(image.get())};
  // 5 to 8 lie on their side.
  if (vips->image_get_orientation(image.get()) >= 5) std::swap(out.size.width, out.size.height);
  out.has_alpha = vips->image_hasalpha(image.get()) != 0;
  out.is_film = vips->image_get_n_pages(image.get()) > 1;
  return out;
}

std::string variant_settings() {
  return fmt::format("variants 2 avif {} {} webp {} {} jpeg {} {}", avif_quality, avif_effort,
                     webp_quality, webp_effort, jpeg_quality, whole_jpeg_quality);
}

std::optional<std::vector<std::string>> make_variants(std::string_view bytes,
                                                      const std::vector<Variant>& variants) {
  const VipsLibrary* vips = vips_library();
  if (vips == nullptr || variants.empty()) return std::nullopt;
  std::vector<int> sizes;
  for (const Variant& variant : variants) sizes.push_back(variant.width);
  std::sort(sizes.begin(), sizes.end(), std::greater<>());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  const MemoryTurn turn(bytes);
  const ImageHandle widest = decoded(*vips, bytes, sizes.front());
  std::vector<std::string> out(variants.size());
  bool is_good = widest != nullptr;
  for (const int width : sizes) {
    if (!is_good) break;
    ImageHandle made;
    if (width != sizes.front()) made = narrowed(*vips, widest.get(), width);
    VipsImage* const image = width == sizes.front() ? widest.get() : made.get();
    is_good = image != nullptr;
    for (std::size_t i = 0; is_good && i < variants.size(); ++i) {
      if (variants[i].width != width) continue;
      std::optional<std::string> file =
          encoded(*vips, image, variants[i].format, quality_of(variants[i].format));
      is_good = file.has_value();
      if (is_good) out[i] = std::move(*file);
    }
  }
  vips->error_clear();
  return is_good ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::string> as_jpeg(std::string_view bytes) {
  const VipsLibrary* vips = vips_library();
  if (vips == nullptr) return std::nullopt;
  const MemoryTurn turn(bytes);
  const unsigned warnings = vips_warnings();
  const ImageHandle whole = opened_upright(*vips, bytes, longest_side);
  std::optional<std::string> out;
  if (whole != nullptr) out = encoded(*vips, whole.get(), PictureFormat::jpeg, whole_jpeg_quality);
  if (vips_warnings() != warnings && !is_whole(*vips, bytes)) out.reset();
  vips->error_clear();
  return out;
}

}  // namespace minhbach::images
