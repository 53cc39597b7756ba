// By dlopen.
#include "base/loaded_library.h"

#include <dlfcn.h>

#include <stdexcept>

namespace minhbach {

LoadedLibrary::LoadedLibrary(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    void* handle = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (handle != nullptr) handles_.push_back(handle);
    if (handle == nullptr && missing_.empty()) missing_ = name;
  }
}

void* LoadedLibrary::address_of(const char* name) {
  for (void* handle : handles_) {
    if (void* found = ::dlsym(handle, name)) return found;
  }
  if (missing_.empty()) missing_ = name;
  return nullptr;
}

void LoadedLibrary::must_be_whole() const {
  if (!is_whole()) throw std::runtime_error("library missing or too old: " + missing_);
}

}  // namespace minhbach
