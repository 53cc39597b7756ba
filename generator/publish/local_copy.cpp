// A file, and its replacement.
#include "publish/local_copy.h"

#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/digest.h"

namespace minhbach::publish {

namespace {

/// Of the address and of what else says where that is.
std::string mark_of(const PublishPlace& place) {
  constexpr std::size_t digits = 8;
  return sha256(place.address + "\n" + place.bucket).hex().substr(0, digits);
}

}  // namespace

LocalCopy::LocalCopy(const std::string& site_folder, const PublishPlace& place)
    : file_(site_folder + "/.minhbach/ke-khai-" + place.name + "-" + mark_of(place)) {
  std::ifstream in(file_, std::ios::binary);
  std::ostringstream all;
  if (in) all << in.rdbuf();
  bytes_ = std::move(all).str();
}

void LocalCopy::keep(std::string_view bytes) {
  if (bytes == bytes_) return;
  bytes_ = bytes;
  const std::string fresh = file_ + ".moi";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << bytes_;
  }
  if (std::rename(fresh.c_str(), file_.c_str()) != 0) std::remove(fresh.c_str());
}

}  // namespace minhbach::publish
