// What an errno means to an author.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/diagnostic.h"

namespace minhbach {

/// A diagnostic for `path` (place without a line) with one message.
Diagnostic disk_problem(const Message& message, std::string_view path);

/// Why `path` could not be read or written, by the system's error number.
Diagnostic read_problem(int error, std::string_view path);
Diagnostic write_problem(int error, std::string_view path);
Diagnostic too_large_problem(std::string_view path, std::uint64_t size, std::uint64_t limit);

}  // namespace minhbach
