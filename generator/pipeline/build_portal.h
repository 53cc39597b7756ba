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

/// What was made of one portal, in one placement and language.
struct BuiltPortal {
  std::string id;  ///< Portal::output.
  std::size_t pages = 0;
  std::size_t outputs = 0;
  WriteCounts written;  ///< All zero when nothing was to be written.
};

/// Where a portal's output goes, and where what an earlier build left is; called once for each of a
/// portal's placements and languages, by Portal::output ("luc-nam", "luc-nam@xuc-tien/en"). What
/// belongs to a further language must be the folder of that name in the first one's.
/// Nothing is written through it before every portal has been rendered.
using OpenOutput = std::function<std::unique_ptr<Disk>(const std::string& output)>;

/// Builds `portals` (ids). When the report holds an error afterwards, nothing was written unless
/// writing itself failed; the result holds what was built.
std::vector<BuiltPortal> build_portals(const Context& ctx, std::span<const std::string> portals,
                                       const OpenOutput& open_output);

}  // namespace minhbach::pipeline
