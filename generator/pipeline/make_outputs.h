// The outputs of a portal that are no themed page: feeds, sitemap, robots.txt, redirects, the index
// of titles, theme assets, attachments.
#pragma once

#include "outputs/output_file.h"
#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

std::vector<OutputFile> make_outputs(const Context& ctx, const PortalView& portal);

/// Old addresses (`chuyen_tu`) that are no address at all, or a page now.
void check_redirects(const Context& ctx, const Assembly& assembly);

}  // namespace minhbach::pipeline
