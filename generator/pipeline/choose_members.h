// Which records a portal shows, and which version of each.
#pragma once

#include <set>

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// Fills what Assembly says of members, mounts and languages. Two records of one type and id, of
/// which one is mounted, and mounts without records go to the report.
void choose_members(const Context& ctx, Assembly& assembly);

/// Reports members that have a value twice which must be each record's own (`x-duy-nhat`), and
/// returns those that came second.
std::set<std::uint32_t> check_unique_values(const Context& ctx, const Assembly& assembly);

}  // namespace minhbach::pipeline
