// A table as it was read: named columns, rows, and the place of every cell.
#pragma once

#include <string>
#include <vector>

#include "value/node.h"

namespace minhbach::table {

struct Cell {
  /// What the file says of it. CSV only knows text.
  enum class Kind : unsigned char {
    text,
    number,   ///< As JSON writes it: 1234.5.
    date,     ///< ISO 8601, with what its format shows: 2024-05-17, 2024-05, 2024.
    boolean,  ///< "true" or "false".
  };

  int line = 0;      ///< 1-based, where the cell starts; in a sheet its row.
  int column = 0;    ///< 1-based, in code points; at the quote when it is quoted. In a sheet its
                     ///< column.
  std::string text;  ///< NFC; without quotes, line ends as LF.
  Kind kind = Kind::text;
  std::string padded = {};  ///< Of a whole number whose format asks for zeros before it: "00042".
  bool is_wrong = false;    ///< It could not be read, as has been told; its text is empty.
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
  bool from_1904 = false;  ///< A sheet whose dates count from 1904.
};

/// The row as a mapping from column names to plain scalars; an empty cell is an absent member.
Node row_node(const Table& table, const Row& row);

}  // namespace minhbach::table
