// Decides at load how each printed value is escaped, and refuses places where none is safe.
#pragma once

#include <vector>

#include "templates/template.h"

namespace minhbach::templates {

/// Sets `escape` of every output. `ordered`: each template behind those it needs, since a child's
/// block is read from where its parent declares it.
void analyse_escapes(Program& program, const std::vector<Template*>& ordered,
                     std::vector<Diagnostic>& problems);

}  // namespace minhbach::templates
