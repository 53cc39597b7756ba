// libvips, loaded when the first picture is worked on and never before.
#pragma once

#include <memory>

#include <vips/vips.h>

namespace minhbach::images {

/// A height that limits nothing. VIPS_MAX_COORD is a function of the library from 8.16 on (Debian
/// 13), which is not linked.
inline constexpr int any_height = 10'000'000;

/// The functions that are used, found by name in libvips.so.42. Linked in the usual way they would
/// bring a hundred libraries into every run, and double the time of a build in which nothing
/// changed (docs/decisions.md).
struct VipsLibrary {
  decltype(&vips_init) init;
  decltype(&vips_concurrency_set) concurrency_set;
  decltype(&vips_cache_set_max) cache_set_max;
  decltype(&vips_operation_block_set) operation_block_set;
  decltype(&vips_error_clear) error_clear;
  decltype(&vips_image_new_from_buffer) image_new_from_buffer;
  decltype(&vips_image_copy_memory) image_copy_memory;
  decltype(&vips_avg) avg;
  decltype(&vips_image_get_width) image_get_width;
  decltype(&vips_image_get_height) image_get_height;
  decltype(&vips_image_get_n_pages) image_get_n_pages;
  decltype(&vips_image_get_orientation) image_get_orientation;
  decltype(&vips_image_hasalpha) image_hasalpha;
  decltype(&vips_image_get_typeof) image_get_typeof;
  decltype(&vips_image_get_interpretation) image_get_interpretation;
  decltype(&vips_image_get_bands) image_get_bands;
  decltype(&vips_image_write_to_memory) image_write_to_memory;
  decltype(&vips_flatten) flatten;
  decltype(&vips_array_double_new) array_double_new;
  decltype(&vips_area_unref) area_unref;
  decltype(&vips_image_get_fields) image_get_fields;
  decltype(&vips_image_remove) image_remove;
  decltype(&vips_thumbnail_buffer) thumbnail_buffer;
  decltype(&vips_colourspace) colourspace;
  decltype(&vips_thumbnail_image) thumbnail_image;
  decltype(&vips_jpegsave_buffer) jpegsave_buffer;
  decltype(&vips_pngsave_buffer) pngsave_buffer;
  decltype(&vips_webpsave_buffer) webpsave_buffer;
  decltype(&vips_heifsave_buffer) heifsave_buffer;
  decltype(&g_object_unref) object_unref;
  decltype(&g_free) free;
  decltype(&g_strfreev) strfreev;
  decltype(&g_log_set_handler) log_set_handler;
};

/// Ready for use, with every loader blocked but those of JPEG, PNG, WebP, HEIC, AVIF and GIF; null
/// when the library is not installed. One thread a picture: pictures are made side by side.
const VipsLibrary* vips_library();

/// How often it warned of something so far, in any thread. Some of its operations only warn where a
/// picture is cut off, and go on with black.
unsigned vips_warnings();

struct ImageCloser {
  void operator()(VipsImage* image) const { vips_library()->object_unref(image); }
};
using ImageHandle = std::unique_ptr<VipsImage, ImageCloser>;

}  // namespace minhbach::images
