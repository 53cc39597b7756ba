// What a page says about itself to search engines: schema.org as JSON-LD 1.1.
#pragma once

#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// A `@graph` of the page and its breadcrumbs. Only what the record says is said; nothing for the
/// not-found page (none).
Value json_ld(const PortalView& portal, const Page& page, std::string_view summary,
              const std::vector<const Page*>& above, Arena& arena);

}  // namespace minhbach::pipeline
