// What is really at a place, whatever a manifest says of it.
#pragma once

#include "publish/target.h"

namespace minhbach::publish {

/// Without a manifest: one (number 0) of those files of `site` that are in `folder` of the place,
/// of the same size and, read back, of the same bytes or others. What else is there is not of the
/// site, and left alone.
Result<Manifest> adopt_files(const SiteFiles& site, const std::string& folder, Target& target,
                             Report& report);

/// With one: which of the files that it names are not there as it says; sorted. Only those are read
/// back that `site` would leave as they are.
Result<std::vector<std::string>> find_differing(const Manifest& there, const SiteFiles& site,
                                                Target& target, Report& report);

}  // namespace minhbach::publish
