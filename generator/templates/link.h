// Ties parsed templates together: parents, blocks, includes, filters, and what each name means.
#pragma once

#include <vector>

#include "templates/template.h"

namespace minhbach::templates {

/// Links every template of the program and finds all that is wrong with it; unsound templates are
/// marked. Runs once, before the program is shared between threads.
void link(Program& program, std::vector<Diagnostic>& problems);

}  // namespace minhbach::templates
