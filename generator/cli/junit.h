// Diagnostics as JUnit XML, which build servers show as tests that fail.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace minhbach::cli {

/// A suite a portal, and one for what is no portal's own. A case a file that has diagnostics; it
/// fails when one of them is an error. A suite without any has one case that passes.
std::string junit_report(const std::vector<Diagnostic>& diagnostics,
                         const std::vector<std::string>& portals, Language language);

}  // namespace minhbach::cli
