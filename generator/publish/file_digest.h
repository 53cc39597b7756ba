// The digest of an open file, however large it is.
#pragma once

#include <cstdint>

#include "base/digest.h"

namespace minhbach::publish {

/// Of the first `size` bytes of an open file; false when it cannot be read, or is shorter.
bool digest_of_file(int file, std::uint64_t size, Digest& out);

}  // namespace minhbach::publish
