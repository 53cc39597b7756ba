// Loaded once, then the settings that hold for the whole run.
#include "images/vips_library.h"

#include <atomic>
#include <optional>

#include "base/loaded_library.h"

namespace minhbach::images {
namespace {

void find_all(LoadedLibrary& library, VipsLibrary& out) {
  library.find(out.init, "vips_init");
  library.find(out.concurrency_set, "vips_concurrency_set");
  library.find(out.cache_set_max, "vips_cache_set_max");
  library.find(out.operation_block_set, "vips_operation_block_set");
  library.find(out.error_clear, "vips_error_clear");
  library.find(out.image_new_from_buffer, "vips_image_new_from_buffer");
  library.find(out.image_copy_memory, "vips_image_copy_memory");
  library.find(out.avg, "vips_avg");
  library.find(out.image_get_width, "vips_image_get_width");
  library.find(out.image_get_height, "vips_image_get_height");
  library.find(out.image_get_n_pages, "vips_image_get_n_pages");
  library.find(out.image_get_orientation, "vips_image_get_orientation");
  library.find(out.image_hasalpha, "vips_image_hasalpha");
  library.find(out.image_get_typeof, "vips_image_get_typeof");
  library.find(out.image_get_interpretation, "vips_image_get_interpretation");
  library.find(out.image_get_bands, "vips_image_get_bands");
  library.find(out.image_write_to_memory, "vips_image_write_to_memory");
  library.find(out.flatten, "vips_flatten");
  library.find(out.array_double_new, "vips_array_double_new");
  library.find(out.area_unref, "vips_area_unref");
  library.find(out.image_get_fields, "vips_image_get_fields");
  library.find(out.image_remove, "vips_image_remove");
  library.find(out.thumbnail_buffer, "vips_thumbnail_buffer");
  library.find(out.colourspace, "vips_colourspace");
  library.find(out.thumbnail_image, "vips_thumbnail_image");
  library.find(out.jpegsave_buffer, "vips_jpegsave_buffer");
  library.find(out.pngsave_buffer, "vips_pngsave_buffer");
  library.find(out.webpsave_buffer, "vips_webpsave_buffer");
  library.find(out.heifsave_buffer, "vips_heifsave_buffer");
  library.find(out.object_unref, "g_object_unref");
  library.find(out.free, "g_free");
  library.find(out.strfreev, "g_strfreev");
  library.find(out.log_set_handler, "g_log_set_handler");
}

std::atomic<unsigned> warnings = 0;

void count_silently(const gchar*, GLogLevelFlags level, const gchar*, gpointer) {
  if ((level & G_LOG_LEVEL_WARNING) != 0) ++warnings;
}

std::optional<VipsLibrary> load() {
  LoadedLibrary library({"libvips.so.42"});  // Which brings GLib.
  VipsLibrary out{};
  find_all(library, out);
  if (!library.is_whole()) return std::nullopt;
  // What is wrong with a picture comes back as a result; hints to programmers help no editor.
  for (const char* domain : {"VIPS", "GLib", "GLib-GObject"})
    out.log_set_handler(domain, static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO),
                        count_silently, nullptr);
  if (out.init("minhbach") != 0) return std::nullopt;
  out.concurrency_set(1);
  out.cache_set_max(0);  // No picture is asked for twice, and their memory is wanted back.
  out.operation_block_set("VipsForeignLoad", TRUE);
  for (const char* loader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                             "VipsForeignLoadHeif", "VipsForeignLoadNsgif"})
    out.operation_block_set(loader, FALSE);
  return out;
}

}  // namespace

const VipsLibrary* vips_library() {
  static const std::optional<VipsLibrary> library = load();
  return library ? &*library : nullptr;
}

unsigned vips_warnings() { return warnings; }

}  // namespace minhbach::images
