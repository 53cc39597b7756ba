// Whether what a document cites was in force when it was made.
#pragma once

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// A citation is judged at the citing record's own date: an instrument that began later or had
/// ended by then is a warning. A repeal after that date is no mistake; pages tell the reader.
void check_law(const Context& ctx, const Assembly& assembly);

}  // namespace minhbach::pipeline
