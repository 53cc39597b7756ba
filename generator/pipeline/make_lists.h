// The lists of a portal: one a type, newest first, and for each value of a facet.
#pragma once

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// Fills `lists` and `alphabetical` from the members and their addresses.
void make_lists(Assembly& assembly, unsigned jobs);

}  // namespace minhbach::pipeline
