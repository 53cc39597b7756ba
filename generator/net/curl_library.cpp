// dlopen once.
#include "net/curl_library.h"

#include <dlfcn.h>

#include <optional>

// The header's macros of the same names check arguments; here the functions themselves are meant.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

namespace minhbach::net {
namespace {

std::optional<CurlLibrary> load() {
  void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  bool has_all = true;
  const auto find = [&](auto& function, const char* name) {
    function =
        reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    has_all = has_all && function != nullptr;
  };
  decltype(&::curl_global_init) global_init = nullptr;
  CurlLibrary out{};
  find(global_init, "curl_global_init");
  find(out.easy_init, "curl_easy_init");
  find(out.easy_setopt, "curl_easy_setopt");
  find(out.easy_getinfo, "curl_easy_getinfo");
  find(out.easy_reset, "curl_easy_reset");
  find(out.easy_cleanup, "curl_easy_cleanup");
  find(out.easy_strerror, "curl_easy_strerror");
  find(out.slist_append, "curl_slist_append");
  find(out.slist_free_all, "curl_slist_free_all");
  find(out.multi_init, "curl_multi_init");
  find(out.multi_setopt, "curl_multi_setopt");
  find(out.multi_add_handle, "curl_multi_add_handle");
  find(out.multi_remove_handle, "curl_multi_remove_handle");
  find(out.multi_perform, "curl_multi_perform");
  find(out.multi_poll, "curl_multi_poll");
  find(out.multi_info_read, "curl_multi_info_read");
  find(out.multi_cleanup, "curl_multi_cleanup");
  if (!has_all || global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return std::nullopt;
  return out;
}

}  // namespace

const CurlLibrary* CurlLibrary::get() {
  static const std::optional<CurlLibrary> library = load();
  return library ? &*library : nullptr;
}

}  // namespace minhbach::net
