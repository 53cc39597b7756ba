// The letters to which HTML gives a meaning, found fast: every page is looked over for them.
#pragma once

#include <cstddef>
#include <string_view>

namespace minhbach::text {

/// Where the next of `& < > " '` stands in `text` at or after `from`; text.size() when there is
/// none.
std::size_t find_markup_letter(std::string_view text, std::size_t from);

}  // namespace minhbach::text
