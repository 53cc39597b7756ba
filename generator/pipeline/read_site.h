// The first phase of a build: types, portals, records and their Markdown, read once for all
// portals.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/context.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// The content types of site/types/, sorted by id. What is wrong is in the report, and such a type
/// is left out.
std::vector<schema::Type> read_types(const Context& ctx);

/// The ids of all portals: the folders of site/ that hold a portal.json, sorted.
std::vector<std::string> portal_ids(const Context& ctx);

/// Reads everything that `portals` and the shared folders hold. What is wrong is in the report; the
/// result holds the rest.
Site read_site(const Context& ctx, std::span<const std::string> portals);

}  // namespace minhbach::pipeline
