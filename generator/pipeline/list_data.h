// danh-sach.json beside each list, for themes whose lists filter in place.
#pragma once

#include <vector>

#include "outputs/output_file.h"
#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// Adds one for each list of two records or more, when the theme asks for them.
void add_list_data(const PortalView& portal, std::vector<OutputFile>& out);

}  // namespace minhbach::pipeline
