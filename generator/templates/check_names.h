// Finds variables that nobody ever sets, before anything is rendered.
#pragma once

#include <unordered_set>
#include <vector>

#include "templates/template.h"

namespace minhbach::templates {

/// Reports each name that is read in one of `templates` though neither the host's list of globals
/// nor any template sets it. `x is defined` and `x|default(…)` ask, they do not use.
void check_names(const Program& program, const std::vector<Template*>& templates,
                 const std::unordered_set<Symbol>& assigned, std::vector<Diagnostic>& problems);

}  // namespace minhbach::templates
