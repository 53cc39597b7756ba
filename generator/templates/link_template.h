// Links one template: its filters and tests found, its blocks and exports noted.
#pragma once

#include <unordered_set>
#include <vector>

#include "templates/template.h"

namespace minhbach::templates {

/// One walk over `subject`. Reports unknown filters, tests and templates, and statements that stand
/// where they must not; adds every name it sets to `assigned`. Other templates need not be linked.
void link_template(Program& program, Template& subject, std::unordered_set<Symbol>& assigned,
                   std::vector<Diagnostic>& problems);

}  // namespace minhbach::templates
