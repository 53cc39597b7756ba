// Shows a report on the terminal.
#pragma once

#include "base/diagnostic.h"

namespace minhbach::cli {

/// All diagnostics to standard error, then how many there were. Prints nothing for an empty report.
/// `wrote`: whether files were being written when it was made.
void print_report(const Report& report, Language language, bool wrote);

}  // namespace minhbach::cli
