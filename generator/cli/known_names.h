// Collects what a portal's new records can refer to.
#pragma once

#include <string>
#include <vector>

#include "ingest/known_names.h"
#include "pipeline/context.h"

namespace minhbach::cli {

/// The records that pages of `portal` can name, as a build of it finds them: its own, the shared
/// and the mounted ones, without drafts; for "chung" the shared ones alone. Mistakes in them are
/// told by `check`, not here.
ingest::KnownNames read_known_names(const pipeline::Context& ctx,
                                    const std::vector<schema::Type>& types,
                                    const schema::Type& type, const std::string& portal);

}  // namespace minhbach::cli
