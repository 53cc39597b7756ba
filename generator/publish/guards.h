// What must not be published, however much somebody wants to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/publish_place.h"
#include "publish/manifest.h"
#include "publish/plan.h"
#include "publish/site_files.h"

namespace minhbach::publish {

/// In the output folder: the addresses of pages that are made up, one a line; not there when there
/// are none. Written by the build.
inline constexpr std::string_view illustrations_path = ".minhbach/minh-hoa.txt";

/// What somebody has asked for in spite of a guard.
struct Allowed {
  bool older = false;           ///< A build older than what is there (`--cu-hon`).
  std::uint64_t deletions = 0;  ///< So many files to be deleted (`--cho-xoa`).
};

/// Says why `site` may not go where `there` is (null: nothing is), as errors in the report.
void guard_site(const SiteFiles& site, const PublishPlace& place, const Manifest* there,
                const Allowed& allowed, Report& report);

/// Says that a plan deletes more than the place allows.
void guard_deletions(const Plan& plan, const PublishPlace& place, const Manifest& there,
                     const Allowed& allowed, Report& report);

}  // namespace minhbach::publish
