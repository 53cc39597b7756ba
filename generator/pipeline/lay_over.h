// One record laid over another, and whether a translation says what its original says.
#pragma once

#include "pipeline/context.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// Adds the record that says what `base` says, but for the fields, and the body, that `over` has.
/// Returns its index. It stands in the folder of `base`.
std::uint32_t lay_over(Site& site, std::uint32_t base, std::uint32_t over);

/// Codes, numbers, dates, choices and references do not depend on the language: where a translation
/// gives other ones, or lacks the body that its original has, that goes to the report.
void check_pair(const Context& ctx, const Site& site, std::uint32_t original,
                std::uint32_t translation);

}  // namespace minhbach::pipeline
