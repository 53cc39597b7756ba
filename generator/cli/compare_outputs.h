// Two trees of outputs, held against each other byte by byte.
#pragma once

#include <string>

#include "base/diagnostic.h"
#include "disk/disk.h"

namespace minhbach::cli {

/// Adds an error for each file that is in one tree only or has other bytes in the other, with its
/// path behind `folder`, the name of `built` as messages give it. Names that start with '.' are
/// passed over: no build makes them. Returns how many files are equal.
std::size_t compare_outputs(const Disk& built, const Disk& clean, const std::string& folder,
                            unsigned jobs, Report& report);

}  // namespace minhbach::cli
