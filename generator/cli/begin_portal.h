// Begins a portal: a copy of the sample portal under another id, name and unit.
#pragma once

#include <string>
#include <vector>

#include "disk/disk.h"
#include "pipeline/context.h"

namespace minhbach::cli {

/// The portal that new ones are copied from.
inline constexpr std::string_view sample_portal = "mau";

/// Copies site/, content/ and data/ of the sample portal, in which the id of its unit becomes `id`
/// and the name of its unit `name` ("" keeps it). What is marked `minh_hoa: true` stays so. Never
/// replaces a file. Returns the paths; none with an error in the context's report, and then nothing
/// was written.
std::vector<std::string> begin_portal(const pipeline::Context& ctx, Disk& disk,
                                      const std::string& id, const std::string& name);

}  // namespace minhbach::cli
