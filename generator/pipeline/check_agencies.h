// Whether what is dated was made by an agency, or for a unit, that existed then.
#pragma once

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// Reports records dated before the body they name (`co_quan`, `don_vi`) began: that cannot be.
/// And, as a warning, after it ended: its successor may have gone on under its name. An agency
/// cannot be older than what it belongs to (`cap_tren`, `don_vi`), so these are looked at too. A
/// unit can: a commune outlives the province that it was part of, so the units above it say
/// nothing.
///
/// A record of the portal's own that names nobody is the portal's body's; when it is older than
/// that, somebody else made it and should be named: a warning.
void check_agencies(const Context& ctx, const Assembly& assembly);

}  // namespace minhbach::pipeline
