// The outputs of a portal that are no themed page: feeds, sitemap, robots.txt, redirects, the index
// of titles, theme assets, attachments, rules for hosts.
#pragma once

#include "outputs/output_file.h"
#include "pipeline/earlier_build.h"
#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// `placed` is the output folder as `earlier` left it.
std::vector<OutputFile> make_outputs(const PortalView& portal, const EarlierBuild& earlier,
                                     const Disk& placed);

/// Old addresses (`chuyen_tu`) that are no address at all, or a page now.
void check_redirects(const Context& ctx, const Assembly& assembly);

/// Reports outputs that stand where the pages of a further language are.
void check_language_folders(const Context& ctx, const Portal& portal,
                            const std::vector<OutputFile>& outputs);

}  // namespace minhbach::pipeline
