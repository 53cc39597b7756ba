// What a file is to a browser, by the ending of its name.
#pragma once

#include <span>
#include <string_view>

namespace minhbach {

struct ContentType {
  std::string_view ending;  ///< "html"
  std::string_view type;    ///< "text/html; charset=utf-8"
};

/// Those of the endings that portals publish, sorted by ending.
std::span<const ContentType> content_types();

/// Files that are more than their ending says, and what they are.
inline constexpr ContentType named_types[] = {
    {"atom.xml", "application/atom+xml; charset=utf-8"},
    {"feed.json", "application/feed+json; charset=utf-8"},
};

/// A media type with its charset; "application/octet-stream" for an ending that is not known, which
/// a browser then offers to save.
std::string_view content_type(std::string_view path);

}  // namespace minhbach
