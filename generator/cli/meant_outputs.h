// From what people type for an output (a path, an address, a file on disk) to its path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/portal.h"

namespace minhbach::cli {

/// Where a portal was built to.
struct BuiltPortalFolder {
  const Portal* portal = nullptr;
  std::string path;  ///< From the current folder, or absolute.
};

/// The outputs that `typed` may stand for, likeliest first, relative to the output folder: of
/// "/thu-tuc/1.004222/" that is "thu-tuc/1.004222/index.html". `root` is the site's root, from
/// which paths on disk may be given as well as from the current folder. Empty for what can be no
/// output.
std::vector<std::string> meant_outputs(std::string_view typed, const BuiltPortalFolder& built,
                                       const std::string& root);

/// How surely `typed` is of this portal and no other: by its place on disk, by its full address; 0
/// when nothing tells.
std::size_t belongs(std::string_view typed, const BuiltPortalFolder& built,
                    const std::string& root);

}  // namespace minhbach::cli
