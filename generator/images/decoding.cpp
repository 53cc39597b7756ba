// libvips' thumbnail operation, and a look at pictures that it only warned of.
#include "images/decoding.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "images/decoding_memory.h"
#include "images/variants.h"

namespace minhbach::images {
namespace {

/// Takes all that is said beside the pixels off `image`, which nobody else uses.
void forget_metadata(const VipsLibrary& vips, VipsImage* image) {
  char** fields = vips.image_get_fields(image);
  for (char** field = fields; field != nullptr && *field != nullptr; ++field)
    vips.image_remove(image, *field);
  vips.strfreev(fields);
}

/// Whether its colours are said in terms of a profile, or are those of print. All others are taken
/// for sRGB: to convert them there and back takes a third of the time.
bool needs_profile(const VipsLibrary& vips, std::string_view bytes) {
  const ImageHandle image(vips.image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr));
  return image != nullptr &&
         (vips.image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0 ||
          vips.image_get_interpretation(image.get()) == VIPS_INTERPRETATION_CMYK);
}

/// What all threads share.
struct Room {
  std::mutex mutex;
  std::condition_variable given_back;
  std::uint64_t taken = 0;
};
Room& whole_room() {
  static Room room;
  return room;
}

}  // namespace

ImageHandle opened_upright(const VipsLibrary& vips, std::string_view bytes, int width) {
  VipsImage* shrunk = nullptr;
  if (vips.thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &shrunk, width, "height",
                            any_height, "size", VIPS_SIZE_DOWN, "fail_on", VIPS_FAIL_ON_TRUNCATED,
                            needs_profile(vips, bytes) ? "export_profile" : nullptr, "srgb",
                            nullptr) != 0)
    return nullptr;
  const ImageHandle holds_shrunk(shrunk);
  VipsImage* in_srgb = nullptr;
  if (vips.colourspace(shrunk, &in_srgb, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return nullptr;
  return ImageHandle(in_srgb);
}

ImageHandle decoded(const VipsLibrary& vips, std::string_view bytes, int width) {
  const unsigned warnings = vips_warnings();
  ImageHandle out;
  // In memory of its own: then nothing of the whole picture is held any longer.
  if (const ImageHandle lines = opened_upright(vips, bytes, width))
    out.reset(vips.image_copy_memory(lines.get()));
  // Of this picture or of one that another thread works on: only then it is worth looking.
  if (vips_warnings() != warnings && !is_whole(vips, bytes)) return nullptr;
  if (out != nullptr) forget_metadata(vips, out.get());
  return out;
}

/// Takes a decoding of its own.
bool is_whole(const VipsLibrary& vips, std::string_view bytes) {
  const ImageHandle image(vips.image_new_from_buffer(bytes.data(), bytes.size(), "", "access",
                                                     VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                                     VIPS_FAIL_ON_TRUNCATED, nullptr));
  double average = 0;
  return image != nullptr && vips.avg(image.get(), &average, nullptr) == 0;
}

MemoryTurn::MemoryTurn(std::string_view bytes) : taken_(0) {
  // As much as a photograph of a camera takes: counted for nothing.
  constexpr std::uint64_t light = std::uint64_t{64} << 20;
  const std::optional<PictureHeader> header = read_header(bytes);
  const std::uint64_t needed = header ? picture_memory(bytes, header->size, header->has_alpha) : 0;
  if (needed <= light) return;
  taken_ = std::min(needed, most_picture_memory);
  Room& room = whole_room();
  std::unique_lock lock(room.mutex);
  room.given_back.wait(lock, [&] { return room.taken + taken_ <= most_picture_memory; });
  room.taken += taken_;
}

MemoryTurn::~MemoryTurn() {
  if (taken_ == 0) return;
  Room& room = whole_room();
  {
    const std::lock_guard lock(room.mutex);
    room.taken -= taken_;
  }
  room.given_back.notify_all();
}

}  // namespace minhbach::images
