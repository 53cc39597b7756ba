// Reads CSV as RFC 4180 has it and as Excel writes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/source_text.h"
#include "table/table.h"

namespace minhbach::table {

struct TableLimits {
  std::size_t rows = 200'000;
  std::size_t cell_bytes = 100'000;
  std::uint64_t unpacked_bytes = 256u << 20;  ///< Of an XLSX file: what may come out of it at most.
  std::size_t problems = 200;  ///< After so many the rest of the table is not looked at.
};

/// The table in `source`: UTF-8 with or without a mark, separated by comma, semicolon or tab
/// (whichever the header line has most of; a first line "sep=;" as Excel reads it decides), quoted
/// cells over several lines, CRLF or LF. Cells lose the spaces around them, quoted ones excepted,
/// and the apostrophe that `write_csv` guards formulas with.
///
/// Fails when nothing can be read: not UTF-8, no header, a quote never closed, too many rows. What
/// is wrong with a row or a column goes to `problems` (errors; and a note when text was not in
/// NFC); such a row is left out and reading goes on. Cells past the last column, and columns
/// without a name, pass as long as they are empty: Excel leaves them behind.
Result<Table> read_table(const SourceText& source, std::vector<Diagnostic>& problems,
                         const TableLimits& limits = {});

}  // namespace minhbach::table
