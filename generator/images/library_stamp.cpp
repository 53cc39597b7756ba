// The files of shared libraries beside one that runs already, and of poppler's programs.
#include "images/library_stamp.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <zlib.h>

#include <fmt/format.h>

namespace minhbach::images {
namespace {

/// Those that come to stand in what is drawn: text, then pictures and their formats.
constexpr std::string_view libraries_used[] = {
    "libcairo.so.2",    "libpango-1.0.so.0", "libpangocairo-1.0.so.0", "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0", "libfreetype.so.6",  "libfontconfig.so.1",     "libqrencode.so.4",
    "libpng16.so.16",   "libvips.so.42",     "libjpeg.so.62",          "libwebp.so.7",
    "libheif.so.1",     "libaom.so.3",       "libde265.so.0",          "liblcms2.so.2",
    "libspng.so.0"};
constexpr std::string_view programs_used[] = {"pdfinfo", "pdftotext", "pdftoppm"};

/// Where libraries are found: there is one that this program is linked with.
std::string library_folder() {
  Dl_info found{};
  if (::dladdr(reinterpret_cast<const void*>(&::zlibVersion), &found) == 0) return "/usr/lib";
  const std::string path = found.dli_fname;
  return path.substr(0, path.rfind('/'));
}

}  // namespace

std::string stamp_of_files(const std::vector<std::string>& paths) {
  std::string out;
  for (const std::string& path : paths) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) {
      out += " -";
    } else {
      out += fmt::format(" {:x}:{:x}", about.st_size, about.st_mtim.tv_sec);
    }
  }
  return out;
}

const std::string& library_stamp() {
  static const std::string once = [] {
    std::vector<std::string> paths;
    const std::string folder = library_folder() + "/";
    for (const std::string_view name : libraries_used) paths.push_back(folder + std::string(name));
    for (const std::string_view name : programs_used)
      paths.push_back("/usr/bin/" + std::string(name));
    return stamp_of_files(paths);
  }();
  return once;
}

}  // namespace minhbach::images
