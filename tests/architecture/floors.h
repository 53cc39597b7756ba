// Which folder of generator/ may include which, and which library belongs to which folder.
#pragma once

#include <string>
#include <vector>

#include "source_tree.h"

namespace minhbach::architecture {

/// What is wrong with one file of generator/, one sentence each with "path:line: " in front: an
/// include that points up or sideways, that is not rooted at generator/, or that brings in a
/// library outside the folder that wraps it; a folder that stands on no floor; a name such as
/// "util".
std::vector<std::string> floor_problems(const SourceFile& file);

/// Whether the first line is a comment that says something: "// …", "# …" or "{# …".
bool has_caption(const SourceFile& file);

}  // namespace minhbach::architecture
