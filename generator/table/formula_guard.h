// Keeps spreadsheet programs from running what a visitor typed into a form.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::table {

/// True when a spreadsheet would take the cell for a formula: it starts with = + - @, a tab or a
/// carriage return (or the full-width = + - @), perhaps after apostrophes. A signed number or phone
/// number (-5, -1.234,5, +84 912 345 678) is none: without an operator behind the sign it can only
/// give itself. Nor is a lone "-".
bool looks_like_formula(std::string_view cell);

/// The cell with an apostrophe before it if it looks like a formula, and back. Guarding and then
/// unguarding gives any text back as it was.
std::string guard_formula(std::string_view cell);
std::string_view unguard_formula(std::string_view cell);

}  // namespace minhbach::table
