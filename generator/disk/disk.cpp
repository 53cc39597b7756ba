// What all disks do alike.
#include "disk/disk.h"

#include "disk/messages.h"

namespace minhbach {

Result<HeldBytes> Disk::hold(std::string_view path) const {
  Result<std::string> bytes = read(path);
  if (!bytes) return bytes.error();
  const auto keeper = std::make_shared<const std::string>(std::move(*bytes));
  return HeldBytes{*keeper, keeper};
}

Result<std::string> read_listed(const Disk& disk, std::string_view path) {
  Result<std::string> out = disk.read(path);
  if (!out && out.error().message == &messages::file_missing) {
    out.error().message = &messages::file_vanished;
  }
  return out;
}

}  // namespace minhbach
