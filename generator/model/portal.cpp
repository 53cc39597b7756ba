// Which folders' records and files a portal takes in.
#include "model/portal.h"

#include <algorithm>

namespace minhbach {

const Mount* Portal::mount_of(std::string_view folder, TypeId type) const {
  if (folder == id) return nullptr;
  for (const Mount& mount : mounts) {
    if (mount.from == folder &&
        std::find(mount.shown.begin(), mount.shown.end(), type) != mount.shown.end())
      return &mount;
  }
  return nullptr;
}

bool Portal::takes(std::string_view folder, TypeId type) const {
  if (folder == id || folder == shared_folder) return true;
  return std::any_of(mounts.begin(), mounts.end(), [&](const Mount& mount) {
    return mount.from == folder &&
           std::binary_search(mount.needed.begin(), mount.needed.end(), type);
  });
}

bool Portal::takes(std::string_view folder) const {
  if (folder == id || folder == shared_folder) return true;
  return std::any_of(mounts.begin(), mounts.end(),
                     [&](const Mount& mount) { return mount.from == folder; });
}

}  // namespace minhbach
