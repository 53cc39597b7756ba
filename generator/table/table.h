// A table as it was read: named columns, rows, and the place of every cell.
#pragma once

#include <string>
#include <vector>

#include "value/node.h"

namespace minhbach::table {

struct Cell {
  int line = 0;      ///< 1-based, where the cell starts.
  int column = 0;    ///< 1-based, in code points; at the quote when it is quoted.
  std::string text;  ///< NFC; without quotes, line ends as LF.
};

struct Row {
  int line = 0;             ///< The line it starts on; a row may go over several.
  std::vector<Cell> cells;  ///< As many as the header has.
};

struct Table {
  std::vector<Cell> header;    ///< Names; "" for a column that is empty all the way down.
  std::vector<bool> repeated;  ///< By column: its name stood before, so that it is not read.
  std::vector<Row> rows;       ///< Rows without any text are left out.
  char separator = ',';
};

/// The row as a mapping from column names to plain scalars; an empty cell is an absent member.
Node row_node(const Table& table, const Row& row);

}  // namespace minhbach::table
