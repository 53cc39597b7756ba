// Which attachments a portal publishes.
#pragma once

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// Fills `assembly.published` and `shown`: what a record of the portal links to, shows or names in a field, and
/// the static files. A file that lies beside content unmentioned is somebody's draft or copy as
/// likely as not, so it stays where it is, with a note. What is
/// wrong with a file that goes out is in the report.
void choose_attachments(const Context& ctx, Assembly& assembly);

}  // namespace minhbach::pipeline
