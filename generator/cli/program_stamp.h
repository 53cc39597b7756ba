// Which program this is, to the byte.
#pragma once

#include <string>

namespace minhbach::cli {

/// The version and the linker's build id (a hash of the program's contents, see ld --build-id), and
/// the releases of the libraries that it draws with (images/library_stamp.h): outputs of any other
/// program are not reused. Without a build id, the version alone.
std::string program_stamp();

}  // namespace minhbach::cli
