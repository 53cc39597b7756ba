// `noi_xuat_ban` of portal.json: where a portal is published to.
#pragma once

#include "base/source_text.h"
#include "model/portal.h"
#include "pipeline/object_reader.h"

namespace minhbach::pipeline {

/// Reads the places through `reader`, which is of the whole portal; its placements have been read.
/// What is wrong goes to the report, and is left out.
void read_publish_places(const SourceText& source, ObjectReader& reader, Report& report,
                         Portal& portal);

}  // namespace minhbach::pipeline
