// Loaded once; every function by its name.
#include "images/drawing_libraries.h"

#include <optional>

namespace minhbach::images {
namespace {

std::optional<DrawingLibraries> load() {
  // Pango brings Cairo and Fontconfig.
  LoadedLibrary library({"libpangocairo-1.0.so.0", "libqrencode.so.4"});
  DrawingLibraries out;
  MINHBACH_DRAWING_FUNCTIONS(MINHBACH_FIND)
  if (!library.is_whole()) return std::nullopt;
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
