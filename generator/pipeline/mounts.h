// Which records of other folders a portal shows: what `gan` in its portal.json names, found.
#pragma once

#include <vector>

#include "model/portal.h"
#include "pipeline/context.h"
#include "schema/type.h"

namespace minhbach::pipeline {

/// Finds the types that the mounts of `portal` show, and all that references of these lead to.
/// Folders and types that are not there, and portals that mount each other in a circle, go to the
/// report. Only a folder's own records are mounted, not what it mounts itself.
void find_mounts(const Context& ctx, const std::vector<schema::Type>& types, Portal& portal);

}  // namespace minhbach::pipeline
