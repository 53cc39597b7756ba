// A style sheet without what only people read.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::pipeline {

/// `css` without comments, indentation and empty lines; what is in quotes stays as it is.
std::string squeezed_style(std::string_view css);

}  // namespace minhbach::pipeline
