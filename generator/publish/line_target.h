// Places that libcurl speaks to file by file: FTPS servers, and SFTP servers where this machine has
// no OpenSSH client.
#pragma once

#include <memory>

#include "model/publish_place.h"
#include "publish/target.h"

namespace minhbach::publish {

/// `place.kind` is ftps. The address must have been accepted by address_problem().
std::unique_ptr<Target> ftps_target(const PublishPlace& place);

/// `place.kind` is sftp. libcurl's SFTP cannot rename over a file: what is replaced is gone for a
/// moment, and no releases can be made. Keys and passwords are those of sftp_target.
std::unique_ptr<Target> curl_sftp_target(const PublishPlace& place);

}  // namespace minhbach::publish
