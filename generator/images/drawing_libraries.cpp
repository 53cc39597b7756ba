// dlopen once; every function by its name.
#include "images/drawing_libraries.h"

#include <dlfcn.h>

#include <optional>

namespace minhbach::images {
namespace {

std::optional<DrawingLibraries> load() {
  // Its own libraries, Cairo and Fontconfig among them, are searched as well.
  void* pango = ::dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
  void* qr = ::dlopen("libqrencode.so.4", RTLD_NOW | RTLD_LOCAL);
  if (pango == nullptr || qr == nullptr) return std::nullopt;
  DrawingLibraries out;
  bool has_all = true;
  const auto find = [&](auto& function, const char* name) {
    void* found = ::dlsym(pango, name);
    if (found == nullptr) found = ::dlsym(qr, name);
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
    has_all = has_all && found != nullptr;
  };
#define MINHBACH_FIND(name) find(out.name, #name);
  MINHBACH_DRAWING_FUNCTIONS(MINHBACH_FIND)
#undef MINHBACH_FIND
  if (!has_all) return std::nullopt;
  return out;
}

const std::optional<DrawingLibraries>& loaded() {
  static const std::optional<DrawingLibraries> once = load();
  return once;
}

}  // namespace

bool has_libraries() { return loaded().has_value(); }

const DrawingLibraries& libraries() { return *loaded(); }

}  // namespace minhbach::images
