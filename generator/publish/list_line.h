// Folders as servers list them for people.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace minhbach::publish {

/// A line as ls -l writes it, which is what servers have agreed on (RFC 959 leaves it open): nine
/// words, of which the last is the name and may hold spaces.
struct ListLine {
  char kind = '-';  ///< '-' a file, 'd' a folder.
  std::uint64_t size = 0;
  std::string_view time;  ///< "Nov 21 22:49"
  std::string_view name;
};

/// Nothing when it is no such line. Holds views into `line`.
std::optional<ListLine> read_list_line(std::string_view line);

}  // namespace minhbach::publish
