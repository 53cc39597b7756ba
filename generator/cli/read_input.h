// Files that a command is given by name, from anywhere on this machine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace minhbach::cli {

/// The file's bytes. Nothing, with an error that names the file as it was typed, when it cannot be
/// read or has more than `limit` bytes; such a file is not read at all.
std::optional<std::string> read_input(const std::string& path, std::uint64_t limit, Report& report);

/// `path` itself, or when it is a folder, the files in it that end in `ending`, sorted.
std::vector<std::string> input_files(const std::string& path, const std::string& ending);

/// True when something stands there that is a folder.
bool is_input_folder(const std::string& path);

}  // namespace minhbach::cli
