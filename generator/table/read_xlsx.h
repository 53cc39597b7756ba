// Reads a sheet of an XLSX workbook, as Excel, LibreOffice and others write it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "table/read_table.h"
#include "table/sheet.h"

namespace minhbach::table {

/// The sheet `name` of the workbook in `bytes`, or its first visible one when `name` is empty.
/// `path` is the file's, for places. Formulas give the value that was calculated last; numbers with
/// the format of a date give the date. Memory depends on what the cells hold, not on what the file
/// unpacks to.
///
/// Fails when nothing can be read: no workbook, a password, damage, more than the limits. What is
/// wrong with single cells (an error value, a formula never calculated, a date that is none) goes
/// to `problems`, at most `limits.problems` of them, with one note for the formulas of a column.
Result<Sheet> read_xlsx(const std::string& path, std::string_view bytes, const std::string& name,
                        std::vector<Diagnostic>& problems, const TableLimits& limits = {});

/// The table whose header is row `header` of `sheet.rows`; rows above it are not looked at. Cells
/// merged at or below the header, names that stand twice, and cells in columns without a name go to
/// `problems`.
Table table_of(const Sheet& sheet, std::size_t header, std::vector<Diagnostic>& problems,
               const TableLimits& limits = {});

}  // namespace minhbach::table
