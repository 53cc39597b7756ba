// dlopen once; every function by its name.
#include "feedback/postgres_library.h"

#include <dlfcn.h>

#include <optional>
#include <type_traits>

namespace minhbach::feedback {
namespace {

std::optional<PostgresLibrary> load() {
  void* library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  PostgresLibrary out;
  bool has_all = true;
  const auto find = [&](auto& function, const char* name) {
    function =
        reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    has_all = has_all && function != nullptr;
  };
#define MINHBACH_FIND(name) find(out.name, #name);
  MINHBACH_POSTGRES_FUNCTIONS(MINHBACH_FIND)
#undef MINHBACH_FIND
  if (!has_all) return std::nullopt;
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
