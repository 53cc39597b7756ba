// One line for each kind of place.
#include "publish/open_target.h"

#include "publish/folder_target.h"
#include "publish/line_target.h"
#include "publish/s3_target.h"
#include "publish/sftp_target.h"
#include "publish/ssh_process.h"
#include "publish/webdav_target.h"

namespace minhbach::publish {

std::unique_ptr<Target> target_of(const PublishPlace& place, const std::string& root,
                                  unsigned jobs) {
  if (place.kind == PlaceKind::sftp)
    return SshProcess::can_be() ? sftp_target(place) : curl_sftp_target(place);
  if (place.kind == PlaceKind::ftps) return ftps_target(place);
  if (place.kind == PlaceKind::webdav) return webdav_target(place);
  if (place.kind == PlaceKind::s3) return s3_target(place);
  const bool is_absolute = place.address.starts_with('/');
  return folder_target(is_absolute ? place.address : root + "/" + place.address, jobs);
}

}  // namespace minhbach::publish
