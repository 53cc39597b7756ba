// libvips' pixels as Cairo wants them.
#include "images/cover_picture.h"

#include <mutex>

#include "base/digest.h"
#include "images/decoding.h"

namespace minhbach::images {
namespace {

constexpr int quality = 85;

/// Three bands of bytes, whatever it was.
ImageHandle opaque(const VipsLibrary& vips, VipsImage* image) {
  const double white[] = {255, 255, 255};
  VipsArrayDouble* background = vips.array_double_new(white, 3);
  VipsImage* flat = nullptr;
  const int failed = vips.flatten(image, &flat, "background", background, nullptr);
  vips.area_unref(reinterpret_cast<VipsArea*>(background));
  return ImageHandle(failed == 0 ? flat : nullptr);
}

/// The picture decoded last, wide enough for any sheet: the four files of a poster, and those in
/// other languages, are made of it one after the other.
struct Last {
  std::mutex mutex;
  Digest of;
  ImageHandle image;
};

Last& last_decoded() {
  static Last& last = *new Last;  // libvips is gone before statics are.
  return last;
}

/// The middle of the picture, in memory of its own; null when it cannot be decoded to its end.
ImageHandle covering(const VipsLibrary& vips, std::string_view bytes, int width, int height) {
  constexpr int widest = 2060;
  Last& last = last_decoded();
  const std::lock_guard lock(last.mutex);
  if (const Digest digest = sha256(bytes); last.image == nullptr || digest != last.of) {
    const MemoryTurn turn(bytes);
    last.image = decoded(vips, bytes, widest);
    last.of = digest;
  }
  VipsImage* cut = nullptr;
  if (last.image == nullptr ||
      vips.thumbnail_image(last.image.get(), &cut, width, "height", height, "size", VIPS_SIZE_BOTH,
                           "crop", VIPS_INTERESTING_CENTRE, nullptr) != 0)
    return nullptr;
  const ImageHandle holds_cut(cut);
  return ImageHandle(vips.image_copy_memory(cut));
}

std::vector<std::uint32_t> pixels_of(const unsigned char* bytes, std::size_t count) {
  std::vector<std::uint32_t> out(count);
  for (std::size_t i = 0; i < count; ++i, bytes += 3)
    out[i] = static_cast<std::uint32_t>(bytes[0] << 16 | bytes[1] << 8 | bytes[2]);
  return out;
}

}  // namespace

void forget_last_picture() {
  Last& last = last_decoded();
  const std::lock_guard lock(last.mutex);
  last.image.reset();
}

std::optional<CoverPicture> cover_picture(std::string_view bytes, int width, int height) {
  const VipsLibrary* vips = vips_library();
  if (vips == nullptr) return std::nullopt;
  ImageHandle image = covering(*vips, bytes, width, height);
  if (image != nullptr && vips->image_hasalpha(image.get()) != 0)
    image = opaque(*vips, image.get());
  void* jpeg = nullptr;
  std::size_t jpeg_size = 0, size = 0;
  void* memory = nullptr;
  const bool is_made =
      image != nullptr && vips->image_get_bands(image.get()) == 3 &&
      vips->jpegsave_buffer(image.get(), &jpeg, &jpeg_size, "Q", quality, "optimize_coding", TRUE,
                            "strip", TRUE, nullptr) == 0 &&
      (memory = vips->image_write_to_memory(image.get(), &size)) != nullptr;
  std::optional<CoverPicture> out;
  if (is_made) {
    out.emplace();
    out->width = vips->image_get_width(image.get());
    out->height = vips->image_get_height(image.get());
    out->pixels = pixels_of(static_cast<const unsigned char*>(memory), size / 3);
    out->jpeg.assign(static_cast<const char*>(jpeg), jpeg_size);
  }
  vips->free(memory);
  vips->free(jpeg);
  vips->error_clear();
  return out;
}

}  // namespace minhbach::images
