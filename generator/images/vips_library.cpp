// dlopen once, then the settings that hold for the whole run.
#include "images/vips_library.h"

#include <dlfcn.h>

#include <atomic>
#include <optional>

namespace minhbach::images {
namespace {

/// Finds every function; false when the library is older than the oldest that is known to do.
class Finder {
 public:
  explicit Finder(void* library) : library_(library) {}

  template <typename Function>
  void find(Function& function, const char* name) {
    // The library's own libraries are searched as well: GLib is among them.
    function = reinterpret_cast<Function>(::dlsym(library_, name));
    has_all_ = has_all_ && function != nullptr;
  }
  bool has_all() const { return has_all_; }

 private:
  void* library_;
  bool has_all_ = true;
};

bool find_all(void* library, VipsLibrary& out) {
  Finder finder(library);
  finder.find(out.init, "vips_init");
  finder.find(out.concurrency_set, "vips_concurrency_set");
  finder.find(out.cache_set_max, "vips_cache_set_max");
  finder.find(out.operation_block_set, "vips_operation_block_set");
  finder.find(out.error_clear, "vips_error_clear");
  finder.find(out.image_new_from_buffer, "vips_image_new_from_buffer");
  finder.find(out.image_copy_memory, "vips_image_copy_memory");
  finder.find(out.avg, "vips_avg");
  finder.find(out.image_get_width, "vips_image_get_width");
  finder.find(out.image_get_height, "vips_image_get_height");
  finder.find(out.image_get_n_pages, "vips_image_get_n_pages");
  finder.find(out.image_get_orientation, "vips_image_get_orientation");
  finder.find(out.image_hasalpha, "vips_image_hasalpha");
  finder.find(out.image_get_typeof, "vips_image_get_typeof");
  finder.find(out.image_get_interpretation, "vips_image_get_interpretation");
  finder.find(out.image_get_bands, "vips_image_get_bands");
  finder.find(out.image_write_to_memory, "vips_image_write_to_memory");
  finder.find(out.flatten, "vips_flatten");
  finder.find(out.array_double_new, "vips_array_double_new");
  finder.find(out.area_unref, "vips_area_unref");
  finder.find(out.image_get_fields, "vips_image_get_fields");
  finder.find(out.image_remove, "vips_image_remove");
  finder.find(out.thumbnail_buffer, "vips_thumbnail_buffer");
  finder.find(out.colourspace, "vips_colourspace");
  finder.find(out.thumbnail_image, "vips_thumbnail_image");
  finder.find(out.jpegsave_buffer, "vips_jpegsave_buffer");
  finder.find(out.pngsave_buffer, "vips_pngsave_buffer");
  finder.find(out.webpsave_buffer, "vips_webpsave_buffer");
  finder.find(out.heifsave_buffer, "vips_heifsave_buffer");
  finder.find(out.object_unref, "g_object_unref");
  finder.find(out.free, "g_free");
  finder.find(out.strfreev, "g_strfreev");
  finder.find(out.log_set_handler, "g_log_set_handler");
  return finder.has_all();
}

std::atomic<unsigned> warnings = 0;

void count_silently(const gchar*, GLogLevelFlags level, const gchar*, gpointer) {
  if ((level & G_LOG_LEVEL_WARNING) != 0) ++warnings;
}

std::optional<VipsLibrary> load() {
  void* library = ::dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
  VipsLibrary out{};
  if (library == nullptr || !find_all(library, out)) return std::nullopt;
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
