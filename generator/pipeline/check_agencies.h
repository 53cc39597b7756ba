// Whether what is dated was made by an agency, or for a unit, that existed then.
#pragma once

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// Reports records dated before the agency or unit they name (`co_quan`, `don_vi`) began: that
/// cannot be. And, as a warning, after it ended: its successor may have gone on under its name.
void check_agencies(const Context& ctx, const Assembly& assembly);

}  // namespace minhbach::pipeline
