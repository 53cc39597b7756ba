// Which releases of the drawing libraries, and of the programs for PDF, this machine has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace minhbach::images {

/// Of all of them: another release makes other bytes from the same words and pictures. Looks at
/// files alone, once: no library is loaded for it.
const std::string& library_stamp();

/// The size and time of each file, or that it is not there. A package has the same on each machine.
std::string stamp_of_files(const std::vector<std::string>& paths);

}  // namespace minhbach::images
