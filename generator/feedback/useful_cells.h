// Votes added up by content group and quarter, in such a way that nobody's vote can be worked out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::feedback {

/// What may be published of one group in one quarter.
struct UsefulCell {
  std::string group;
  std::string quarter;  ///< "2026-Q4".
  int votes = 0;
  int useful = 0;
  std::string as_of;       ///< ISO date of the last vote counted.
  bool is_hidden = false;  ///< There are votes, but they are not shown.
};

/// Cells with fewer votes, and changes by fewer, are not shown.
inline constexpr int least_votes = 10;

/// One vote, as it is counted.
struct Vote {
  std::string_view group, day;
  bool is_useful = false;
};

/// "2026-11-21" is in "2026-Q4".
std::string quarter_of(std::string_view day);

/// All votes, by quarter and group.
std::vector<UsefulCell> count_votes(std::span<const Vote> votes);

/// What is shown of `counted` when `published` has been shown before:
///  - a cell of fewer than `least_votes` is hidden;
///  - a cell that was shown stays as it was until `least_votes` more have come: two states of it
///    would else tell single votes. It stays also when its votes have been purged;
///  - where a quarter or a group would have a single hidden cell, the smallest of its new cells is
///    hidden too, so that no sum, wherever it is known from, tells the one that is missing.
/// Newest quarter first, then by group.
std::vector<UsefulCell> choose_cells(std::vector<UsefulCell> counted,
                                     std::span<const UsefulCell> published);

}  // namespace minhbach::feedback
