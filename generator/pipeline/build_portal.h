// The build, from files to a written site.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "pipeline/context.h"
#include "pipeline/write_outputs.h"

namespace minhbach::pipeline {

/// What was made of one portal.
struct BuiltPortal {
  std::string id;
  std::size_t pages = 0;
  std::size_t outputs = 0;
  WriteCounts written;  ///< All zero when nothing was to be written.
};

/// Where a portal's output goes, and where what an earlier build left is; called once a portal.
/// Nothing is written through it before every portal has been rendered.
using OpenOutput = std::function<std::unique_ptr<Disk>(const std::string& portal)>;

/// Builds `portals` (ids). When the report holds an error afterwards, nothing was written unless
/// writing itself failed; the result holds what was built.
std::vector<BuiltPortal> build_portals(const Context& ctx, std::span<const std::string> portals,
                                       const OpenOutput& open_output);

}  // namespace minhbach::pipeline
