// The place that a portal.json names, as something to publish to.
#pragma once

#include <memory>
#include <string>

#include "model/publish_place.h"
#include "publish/target.h"

namespace minhbach::publish {

/// Nothing is connected yet. `root`: the site's root folder, from which a folder's path is counted.
std::unique_ptr<Target> target_of(const PublishPlace& place, const std::string& root,
                                  unsigned jobs);

}  // namespace minhbach::publish
