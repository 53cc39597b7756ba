// Reading what a listing named.
#include "disk/disk.h"

#include "disk/messages.h"

namespace minhbach {

Result<std::string> read_listed(const Disk& disk, std::string_view path) {
  Result<std::string> out = disk.read(path);
  if (!out && out.error().message == &messages::file_missing) {
    out.error().message = &messages::file_vanished;
  }
  return out;
}

}  // namespace minhbach
