// `build --verify`: is what was built what a clean build makes?
#pragma once

#include <string>
#include <vector>

#include "pipeline/context.h"

namespace minhbach::cli {

/// The output of one portal in one placement, just built; its further languages lie in it.
struct BuiltFolder {
  std::string portal;  ///< Portal::output.
  std::string path;
  std::string name;  ///< As messages give it: relative to the site's root where it is in there.
};

/// Builds `portals` again into temporary folders beside `folders`, using nothing of an
/// earlier build, and compares. Differences are errors in the context's report, as is what keeps
/// the second build from being made. Returns for each folder how many of its files are equal.
std::vector<std::size_t> verify_build(const pipeline::Context& ctx,
                                      const std::vector<std::string>& portals,
                                      const std::vector<BuiltFolder>& folders);

}  // namespace minhbach::cli
