// Where a table that is imported stands, so that a text file and a sheet are told of alike.
#pragma once

#include <string>
#include <vector>

#include "base/source_text.h"
#include "table/sheet.h"

namespace minhbach::ingest {

struct TableSource {
  /// The CSV text; for a sheet, nothing but its path (`bang.xlsx[Thủ tục]`).
  SourceText text;
  bool is_sheet = false;

  Diagnostic at(const Message& message, const table::Cell& cell,
                std::vector<std::string> arguments) const {
    return is_sheet ? table::at_cell(message, text.path(), cell, std::move(arguments))
                    : text.diagnostic(message, cell.line, cell.column, std::move(arguments));
  }
};

}  // namespace minhbach::ingest
