// Names of cells, and diagnostics at them.
#include "table/sheet.h"

#include <algorithm>

#include <fmt/format.h>

namespace minhbach::table {

std::string cell_name(int row, int column) {
  std::string letters;
  for (int rest = column; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return fmt::format("{}{}", letters, row);
}

void show_cell(Diagnostic& diagnostic, std::string_view text) {
  const Place& place = diagnostic.place;
  if (place.line == 0 || place.column == 0) {
    diagnostic.source_line.clear();
    return;
  }
  // Indented by the column's number, so that the caret stands under the name.
  std::string shown(static_cast<std::size_t>(place.column - 1), ' ');
  shown += cell_name(place.line, place.column);
  if (!text.empty()) shown += ": " + quote(text);
  diagnostic.source_line = std::move(shown);
}

Diagnostic at_cell(const Message& message, const std::string& sheet_path, const Cell& cell,
                   std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.place = {sheet_path, cell.line, cell.column};
  out.arguments = std::move(arguments);
  show_cell(out, cell.text);
  return out;
}

}  // namespace minhbach::table
