// A place reached by FTP over TLS.
#pragma once

#include <memory>

#include "model/publish_place.h"
#include "publish/target.h"

namespace minhbach::publish {

/// Each file goes to a temporary name, its size is asked for, then it is renamed over the other. No
/// copies at the server, so no going back to earlier versions. `place.connections` at once.
std::unique_ptr<Target> ftps_target(const PublishPlace& place);

}  // namespace minhbach::publish
