// A place in an S3-compatible object store.
#pragma once

#include <memory>

#include "model/publish_place.h"
#include "publish/target.h"

namespace minhbach::publish {

/// Objects are replaced in one step; there are no renames, so no releases. Whether two runs can
/// keep each other out shows at the first create(): not every store knows `If-None-Match`.
std::unique_ptr<Target> s3_target(const PublishPlace& place);

}  // namespace minhbach::publish
