// What is really at a place, when no manifest says it.
#pragma once

#include "publish/target.h"

namespace minhbach::publish {

/// A manifest (number 0) of those files of `site` that are there: of the same size and, read back,
/// of the same bytes or others. What else is there is not of the site, and left alone.
Result<Manifest> adopt_files(const SiteFiles& site, Target& target, Report& report);

}  // namespace minhbach::publish
