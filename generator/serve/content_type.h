// What a file is to a browser, by the ending of its name.
#pragma once

#include <string_view>

namespace minhbach::serve {

/// A media type with its charset; "application/octet-stream" for an ending that is not known, which
/// a browser then offers to save.
std::string_view content_type(std::string_view path);

}  // namespace minhbach::serve
