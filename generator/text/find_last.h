// Looks for a byte from the end.
#pragma once

#include <cstring>
#include <string_view>

namespace minhbach::text {

/// Where `text` has `c` last; npos where nowhere. Paths are long, and looked through often:
/// std::string_view::rfind goes byte by byte.
inline std::size_t find_last(std::string_view text, char c) {
  const void* const found = ::memrchr(text.data(), c, text.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace minhbach::text
