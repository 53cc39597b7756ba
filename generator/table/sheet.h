// One sheet of a workbook as it was read: its cells by row, and where each stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "table/table.h"

namespace minhbach::table {

/// A rectangle of cells that are merged into one; all bounds 1-based and included.
struct MergedCells {
  int first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};

/// Cells and rows without content are left out, so that the format of a whole column costs nothing.
struct Sheet {
  std::string name;
  std::string path;  ///< `bang.xlsx[Thủ tục]`, as places name it.
  std::vector<Row> rows;
  std::vector<MergedCells> merged;
  bool from_1904 = false;  ///< Its dates count from 1904.
};

/// "C5" for row 5, column 3.
std::string cell_name(int row, int column);

/// A diagnostic at a cell: the place has the row as its line and the column as its column, and the
/// source line shows the cell's name and text under the caret.
Diagnostic at_cell(const Message& message, const std::string& sheet_path, const Cell& cell,
                   std::vector<std::string> arguments = {});

/// Puts the cell's name and text behind a diagnostic that was made for its place.
void show_cell(Diagnostic& diagnostic, std::string_view text);

}  // namespace minhbach::table
