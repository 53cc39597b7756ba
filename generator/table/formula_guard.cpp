// The formula guard.
#include "table/formula_guard.h"

namespace minhbach::table {
namespace {

/// A signed number, or the lone dash that tables put for "none".
bool is_harmless(std::string_view cell) {
  if (cell == "-") return true;
  if (cell.size() < 2 || (cell[0] != '+' && cell[0] != '-')) return false;
  return cell[1] >= '0' && cell[1] <= '9' &&
         cell.find_first_not_of("0123456789., ", 1) == std::string_view::npos;
}

}  // namespace

bool looks_like_formula(std::string_view cell) {
  // Behind apostrophes as well, so that unguarding takes off only what guarding put on.
  while (cell.starts_with('\'')) cell.remove_prefix(1);
  if (cell.empty() || is_harmless(cell)) return false;
  if (std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos) return true;
  for (const std::string_view wide : {"＝", "＋", "－", "＠"}) {
    if (cell.starts_with(wide)) return true;
  }
  return false;
}

std::string guard_formula(std::string_view cell) {
  return looks_like_formula(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view unguard_formula(std::string_view cell) {
  if (!cell.starts_with('\'')) return cell;
  const std::string_view bare = cell.substr(1);
  return looks_like_formula(bare) ? bare : cell;
}

}  // namespace minhbach::table
