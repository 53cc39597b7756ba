// A place reached by SFTP, through the OpenSSH client.
#pragma once

#include <memory>

#include "model/publish_place.h"
#include "publish/target.h"

namespace minhbach::publish {

/// Replaces files and switches releases in one step where the server knows OpenSSH's extensions.
std::unique_ptr<Target> sftp_target(const PublishPlace& place);

}  // namespace minhbach::publish
