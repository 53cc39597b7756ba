// Shared libraries that few runs want, loaded by those that do: linked in the usual way, each would
// cost every run the finding of its names and of its own libraries (docs/decisions.md).
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

namespace minhbach {

/// Of a list of functions, F(zlibVersion) F(zError): as members of a struct, and each found by its
/// name. `library` and `out` are what they are called where the latter stands.
#define MINHBACH_MEMBER(name) decltype(&::name) name = nullptr;
#define MINHBACH_FIND(name) library.find(out.name, #name);

/// Libraries loaded together, and for good. What they bring along is searched as well.
class LoadedLibrary {
 public:
  /// `names`: as the loader knows them ("libzip.so.4").
  LoadedLibrary(std::initializer_list<const char*> names);

  /// `function`: a pointer to one; null when it is not there.
  template <typename Function>
  void find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(address_of(name));
  }

  /// Whether all was there that was asked for.
  bool is_whole() const { return missing_.empty(); }

  /// For libraries that are installed with the program: throws std::runtime_error, which names what
  /// is missing, unless it is whole.
  void must_be_whole() const;

 private:
  void* address_of(const char* name);

  std::vector<void*> handles_;
  std::string missing_;  ///< The first.
};

}  // namespace minhbach
