// The filter `format`: Python's % formatting of text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "templates/operations.h"

namespace minhbach::templates {

/// `pattern` with %s, %d, %i, %f, %x, %o, %e, %g and %% filled from `positional`, or %(name)s from
/// the named arguments in `tools`. In markup, texts that are put in are escaped.
Result<std::string> format_percent(std::string_view pattern, std::span<const Value> positional,
                                   bool markup, const Tools& tools);

}  // namespace minhbach::templates
