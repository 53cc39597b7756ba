// Diagnostics as files for continuous integration.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace minhbach::cli {

/// Where to, relative to the current folder; "" is nowhere.
struct ReportFiles {
  std::string sarif;
  std::string junit;
};

/// Writes what was asked for, each file in one step, also when there is nothing to tell. False when
/// one cannot be written, which has been printed.
bool write_reports(const ReportFiles& files, const Report& report,
                   const std::vector<std::string>& portals, Language language);

}  // namespace minhbach::cli
