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

/// Marks for which the parser (version 0.29.0.gfm.6) takes far more time than their length: it
/// looks from each start of an image, an instruction <? or a declaration <!X to the end of its
/// paragraph, from each ) of a bare address back to its start, and from each cell of a row along
/// the row.
inline constexpr std::size_t most_images = 1'000;  ///< Between two blank lines.
inline constexpr std::size_t most_at_signs = 20'000;
inline constexpr std::size_t most_instructions = 100;
inline constexpr std::size_t most_closing_brackets = 1'000;  ///< In one word.
inline constexpr std::size_t most_bars = 200;                ///< In one line.

/// Bytes that the definitions of links may come to when each is put in for every `]` of the body: a
/// long address that is referred to often is copied each time.
inline constexpr std::size_t most_definition_bytes = 64u << 20;

/// False, with an error in `problems`, when `body` must not be parsed.
bool is_within_limits(std::string_view body, Problems& problems);

}  // namespace minhbach::markdown
