// Records as one portal or one language has them: single values laid over another record's.
#pragma once

#include "pipeline/context.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// Puts behind the records that were read those that are made of two: a shared or mounted one with
/// a portal's own values (Layer::local), a record in another language (Layer::translation), and
/// both. From then on these are records like any other; which portal shows which is
/// Site::version_of. What is laid over nothing, and translations that contradict their original, go
/// to the report.
void add_record_versions(const Context& ctx, Site& site);

}  // namespace minhbach::pipeline
