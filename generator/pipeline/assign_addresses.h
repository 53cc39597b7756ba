// Where the page of each record of a portal stands.
#pragma once

#include <cstdint>
#include <set>

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// Fills `urls`, `written_in` and `written_by_file` for the members of `assembly`. A part of an
/// address that would be empty, and an address that two records would have, go to the report; but
/// not those of the records in `told`, of which something has been said.
void assign_addresses(const Context& ctx, Assembly& assembly, const std::set<std::uint32_t>& told);

}  // namespace minhbach::pipeline
