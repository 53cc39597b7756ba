// The cell of a table as the value that a field asks for.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/table_source.h"
#include "schema/type.h"
#include "table/table.h"
#include "value/node.h"

namespace minhbach::ingest {

/// True when a cell can hold the field: not groups or lists inside the groups of a list, save lists
/// of plain values.
bool fits_a_cell(const schema::Field& field);

/// Reads cells of one table. What people write is understood where it can mean one thing only:
/// labels of choices, 1.234,5, several lines for a list. Markdown fields take the cell as plain
/// text. What is doubtful is added to `diagnostics`, some of it once a column.
class CellReader {
 public:
  CellReader(const TableSource& source, bool from_1904, std::vector<Diagnostic>& diagnostics)
      : source_(source), from_1904_(from_1904), diagnostics_(diagnostics) {}

  /// A node for schema::read_values, at the cell's place. `cell` is not empty.
  Node read(const schema::Field& field, const table::Cell& cell);

 private:
  Node read_text(const schema::Field& field, const table::Cell& cell);
  /// Lists the labels, as people write them, not the ids.
  void refuse_choice(const schema::Field& field, const table::Cell& cell, const std::string& text);
  Node read_date(const schema::Field& field, const table::Cell& cell);
  Node read_list(const schema::Field& field, const table::Cell& cell);
  Node read_group(const schema::Field& field, const table::Cell& cell, std::string_view item);
  void warn_once(const Message& message, const table::Cell& cell,
                 std::vector<std::string> arguments);

  const TableSource& source_;
  bool from_1904_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<std::pair<std::string_view, int>> warned_;  ///< Code and column.
};

}  // namespace minhbach::ingest
