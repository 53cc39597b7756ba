// Counts, then hides until nothing more has to be hidden.
#include "feedback/useful_cells.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace minhbach::feedback {
namespace {

using Key = std::pair<std::string, std::string>;

Key key_of(const UsefulCell& cell) { return {cell.quarter, cell.group}; }

/// One that may be shown, and what was shown of it before.
struct Candidate {
  UsefulCell cell;
  const UsefulCell* before = nullptr;

  /// Whether hiding it hides anything: what has been shown cannot be taken back.
  bool can_hide() const { return !cell.is_hidden && before == nullptr; }
};

/// Hides one more cell of a row or column with a single hidden one; true when it did.
bool hide_another(std::vector<Candidate>& all, std::string UsefulCell::*line) {
  for (const Candidate& each : all) {
    if (!each.cell.is_hidden) continue;
    const std::string& name = each.cell.*line;
    const auto hidden = std::count_if(all.begin(), all.end(), [&](const Candidate& other) {
      return other.cell.is_hidden && other.cell.*line == name;
    });
    if (hidden != 1) continue;
    Candidate* smallest = nullptr;
    for (Candidate& other : all) {
      if (other.cell.*line == name && other.can_hide() &&
          (smallest == nullptr || other.cell.votes < smallest->cell.votes))
        smallest = &other;
    }
    if (smallest == nullptr) continue;
    smallest->cell.is_hidden = true;
    return true;
  }
  return false;
}

}  // namespace

std::string quarter_of(std::string_view day) {
  const int month = (day[5] - '0') * 10 + (day[6] - '0');
  return fmt::format("{}-Q{}", day.substr(0, 4), (month - 1) / 3 + 1);
}

std::vector<UsefulCell> count_votes(std::span<const Vote> votes) {
  std::map<Key, UsefulCell> cells;
  for (const Vote& vote : votes) {
    const std::string quarter = quarter_of(vote.day);
    UsefulCell& cell = cells[{quarter, std::string(vote.group)}];
    cell.group = vote.group;
    cell.quarter = quarter;
    ++cell.votes;
    cell.useful += vote.is_useful ? 1 : 0;
    cell.as_of = std::max(cell.as_of, std::string(vote.day));
  }
  std::vector<UsefulCell> out;
  for (auto& [key, cell] : cells) out.push_back(std::move(cell));
  return out;
}

std::vector<UsefulCell> choose_cells(std::vector<UsefulCell> counted,
                                     std::span<const UsefulCell> published) {
  std::map<Key, Candidate> cells;
  for (const UsefulCell& before : published) {
    if (!before.is_hidden) cells[key_of(before)] = {before, &before};
  }
  for (UsefulCell& cell : counted) {
    Candidate& at = cells[key_of(cell)];
    if (at.before == nullptr) {
      cell.is_hidden = cell.votes < least_votes;
      at.cell = std::move(cell);
    } else if (cell.votes >= at.before->votes + least_votes) {
      at.cell = std::move(cell);
    }
  }
  std::vector<Candidate> all;
  for (auto& [key, candidate] : cells) all.push_back(std::move(candidate));
  while (hide_another(all, &UsefulCell::quarter) || hide_another(all, &UsefulCell::group)) {
  }
  std::vector<UsefulCell> out;
  for (Candidate& each : all) out.push_back(std::move(each.cell));
  std::sort(out.begin(), out.end(), [](const UsefulCell& a, const UsefulCell& b) {
    return a.quarter != b.quarter ? a.quarter > b.quarter : a.group < b.group;
  });
  return out;
}

}  // namespace minhbach::feedback
