// site/<id>/portal.json to a Portal.
#pragma once

#include <optional>

#include "base/source_text.h"
#include "model/portal.h"

namespace minhbach::pipeline {

/// The keys are docs/formats.md. All errors are added to `report`; nothing when there is one.
std::optional<Portal> read_portal(std::string id, const SourceText& source, Report& report);

}  // namespace minhbach::pipeline
