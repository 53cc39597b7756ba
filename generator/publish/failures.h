// What places answered, as diagnostics.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace minhbach::publish {

Diagnostic failure(const Message& message, std::vector<std::string> arguments);

/// That a place would not do something with a file ("" is its root). `answer`: in its own words.
Diagnostic file_refused(std::string_view place, std::string_view path, std::string answer,
                        bool is_full, bool is_forbidden);

/// That a file there is larger than any of ours, and was not read to its end.
Diagnostic too_large_there(std::string_view place, std::string_view path);

/// That a listing has come to so many files and folders, or leads so deep, that it has no end;
/// nothing while it may have one.
std::optional<Diagnostic> listing_without_end(std::string_view place, std::string_view folder,
                                              std::size_t count);

/// That a file of the site is no longer what it was when its digest was taken.
Diagnostic changed_source(const std::string& path);

}  // namespace minhbach::publish
