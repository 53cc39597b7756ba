// Diagnostics as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace minhbach::cli {

/// One run with all of `diagnostics`, which are sorted. Texts are in `language`; the rules are also
/// there in the other one, as a translation. Paths are relative to the site's root (`%SRCROOT%`),
/// columns count code points. The same diagnostics give the same bytes: nothing tells of the time
/// or the machine.
std::string sarif_report(const std::vector<Diagnostic>& diagnostics, Language language,
                         std::string_view version);

}  // namespace minhbach::cli
