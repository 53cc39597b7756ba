// What the portal adds to the template language: filters, tests and the names of its globals.
#pragma once

#include "templates/template_set.h"
#include "text/style.h"

namespace minhbach::pipeline {

/// The filters and tests of docs/template_data.md, and every global name a page is given. The same
/// for all portals of a language, because templates are loaded before a portal's view can exist.
templates::Environment host_language(text::Style style);

}  // namespace minhbach::pipeline
