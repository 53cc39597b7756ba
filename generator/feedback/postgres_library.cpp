// Loaded once; every function by its name.
#include "feedback/postgres_library.h"

#include <optional>

namespace minhbach::feedback {
namespace {

std::optional<PostgresLibrary> load() {
  LoadedLibrary library({"libpq.so.5"});
  PostgresLibrary out;
  MINHBACH_POSTGRES_FUNCTIONS(MINHBACH_FIND)
  if (!library.is_whole()) return std::nullopt;
  return out;
}

const std::optional<PostgresLibrary>& loaded() {
  static const std::optional<PostgresLibrary> once = load();
  return once;
}

}  // namespace

bool has_libpq() { return loaded().has_value(); }

const PostgresLibrary& libpq() { return *loaded(); }

}  // namespace minhbach::feedback
