// What a page says about itself to search engines: schema.org as JSON-LD 1.1.
#pragma once

#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// A `@graph` of the page and its breadcrumbs. Only what the record says is said; nothing for the
/// not-found page (none).
Value json_ld(const PortalView& portal, const Page& page, std::string_view summary,
              const std::vector<const Page*>& above, Arena& arena);

/// Whether the portal's agency can have published the page: in an archive that is only what the
/// record itself dates before the portal became one. The rest was written by others, about it.
bool can_be_of_agency(const Assembly& assembly, const Page& page);

}  // namespace minhbach::pipeline
