// A folder of this machine, or of one whose disk is mounted here.
#pragma once

#include <memory>

#include "publish/target.h"

namespace minhbach::publish {

/// `root` is made when it is not there. `jobs`: how many files are written at a time.
std::unique_ptr<Target> folder_target(std::string root, unsigned jobs);

}  // namespace minhbach::publish
