// What is refused before it is parsed, because parsing it would take too much memory or time.
#pragma once

#include <string_view>

#include "markdown/problems.h"

namespace minhbach::markdown {

/// A page longer than this is refused; a table of 100,000 rows still fits.
inline constexpr std::size_t largest_body = 16u << 20;

/// Levels of quotes, lists and marks that may stand inside one another. The parser itself stops
/// opening lists at about 100 and would show the rest as text, so the limit is below that.
inline constexpr int deepest_nesting = 90;

/// Cells that a table may leave out before it is taken for a mistake: the parser makes a cell for
/// each missing one, so a wide heading above many short rows costs far more than it is long.
inline constexpr std::size_t most_missing_cells = 200'000;

/// Starts of images and signs @ that may stand between two blank lines. The parser's time grows
/// with the square of the first (version 0.29.0.gfm.6), and steeply with the second.
inline constexpr std::size_t most_images = 1'000;
inline constexpr std::size_t most_at_signs = 20'000;

/// False, with an error in `problems`, when `body` must not be parsed.
bool is_within_limits(std::string_view body, Problems& problems);

}  // namespace minhbach::markdown
