// Loaded once.
#include "net/curl_library.h"

#include <optional>

#include "base/loaded_library.h"

// The header's macros of the same names check arguments; here the functions themselves are meant.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

namespace minhbach::net {
namespace {

std::optional<CurlLibrary> load() {
  LoadedLibrary library({"libcurl.so.4"});
  decltype(&::curl_global_init) global_init = nullptr;
  CurlLibrary out{};
  library.find(global_init, "curl_global_init");
  library.find(out.easy_init, "curl_easy_init");
  library.find(out.easy_setopt, "curl_easy_setopt");
  library.find(out.easy_getinfo, "curl_easy_getinfo");
  library.find(out.easy_reset, "curl_easy_reset");
  library.find(out.easy_cleanup, "curl_easy_cleanup");
  library.find(out.easy_strerror, "curl_easy_strerror");
  library.find(out.slist_append, "curl_slist_append");
  library.find(out.slist_free_all, "curl_slist_free_all");
  library.find(out.multi_init, "curl_multi_init");
  library.find(out.multi_setopt, "curl_multi_setopt");
  library.find(out.multi_add_handle, "curl_multi_add_handle");
  library.find(out.multi_remove_handle, "curl_multi_remove_handle");
  library.find(out.multi_perform, "curl_multi_perform");
  library.find(out.multi_poll, "curl_multi_poll");
  library.find(out.multi_info_read, "curl_multi_info_read");
  library.find(out.multi_cleanup, "curl_multi_cleanup");
  if (!library.is_whole() || global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return std::nullopt;
  return out;
}

}  // namespace

const CurlLibrary* CurlLibrary::get() {
  static const std::optional<CurlLibrary> library = load();
  return library ? &*library : nullptr;
}

}  // namespace minhbach::net
