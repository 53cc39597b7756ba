// Answers as templates get them, as fingerprints.
#pragma once

#include "base/fingerprint.h"
#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// Which record it is: what PortalView::record_name is made of.
void add_record(Fingerprinter& out, const PortalView& portal, std::uint32_t record);

/// Everything a template could get out of a value. Records stand for themselves by name: what is
/// read of them is a read of its own.
void add_value(Fingerprinter& out, const PortalView& portal, const Value& value, Arena& arena);

}  // namespace minhbach::pipeline
