// Renders the pages of a portal: the one parallel step after reading.
#pragma once

#include "outputs/output_file.h"
#include "pipeline/judge_pages.h"

namespace minhbach::pipeline {

/// The pages as outputs, but for those that `pages` says are kept. They wait in `overflow`; what
/// they read is put into `pages`. What goes wrong in a template is in the report, with the record
/// it was rendering.
std::vector<OutputFile> render_pages(const Context& ctx, const PortalView& portal,
                                     const Questions& questions, std::vector<PageWork>& pages,
                                     Overflow& overflow);

/// Every template a page needs is there, said before anything is rendered.
void check_templates(const Context& ctx, const Assembly& assembly, const Theme& theme);

}  // namespace minhbach::pipeline
