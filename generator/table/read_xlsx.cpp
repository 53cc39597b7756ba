// Choosing the sheet, and making a table of it.
#include "table/read_xlsx.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "table/messages.h"
#include "table/sheet_reader.h"
#include "text/utf8.h"

namespace minhbach::table {
namespace {

/// Null when there is no such sheet.
const SheetPart* choose_sheet(const Workbook& workbook, const std::string& name) {
  for (const SheetPart& sheet : workbook.sheets) {
    if (name.empty() ? !sheet.is_hidden : sheet.name == name) return &sheet;
  }
  return name.empty() ? &workbook.sheets.front() : nullptr;
}

Diagnostic no_such_sheet(const Workbook& workbook, const std::string& path,
                         const std::string& name) {
  Diagnostic out;
  out.message = &messages::no_such_sheet;
  out.place.file = path;
  std::vector<std::string_view> names;
  for (const SheetPart& sheet : workbook.sheets) names.push_back(sheet.name);
  out.arguments = {quote(name), fmt::format("{}", fmt::join(names, ", "))};
  out.nearest = nearest_name(name, names);
  return out;
}

/// Fills a table from a sheet, row by row.
class TableMaker {
 public:
  TableMaker(const Sheet& sheet, std::vector<Diagnostic>& problems, const TableLimits& limits)
      : sheet_(sheet), problems_(problems), limits_(limits) {}

  Table make(std::size_t header) {
    take_header(sheet_.rows[header]);
    check_merged(sheet_.rows[header].line);
    for (std::size_t i = header + 1; i < sheet_.rows.size() && !is_over(); ++i)
      take_row(sheet_.rows[i]);
    table_.from_1904 = sheet_.from_1904;
    return std::move(table_);
  }

 private:
  void report(const Message& message, const Cell& cell, std::vector<std::string> arguments) {
    if (is_over()) return;
    problems_.push_back(at_cell(message, sheet_.path, cell, std::move(arguments)));
    if (++found_ < limits_.problems) return;
    problems_.push_back(
        at_cell(messages::too_many_problems, sheet_.path, cell, {fmt::format("{}", found_)}));
  }
  bool is_over() const { return found_ >= limits_.problems; }

  void take_header(const Row& row) {
    std::unordered_set<std::string> seen;
    const std::size_t width = static_cast<std::size_t>(row.cells.back().column);
    table_.header.resize(width);
    table_.repeated.resize(width);
    reported_.resize(width);
    for (std::size_t i = 0; i < width; ++i) {
      table_.header[i].line = row.line;
      table_.header[i].column = static_cast<int>(i) + 1;
    }
    for (const Cell& cell : row.cells) {
      const std::size_t at = static_cast<std::size_t>(cell.column - 1);
      table_.header[at] = cell;
      if (cell.text.empty() || seen.insert(cell.text).second) continue;
      table_.repeated[at] = true;
      report(messages::duplicate_column, cell, {quote(cell.text)});
    }
  }

  void check_merged(int header_row) {
    for (const MergedCells& merged : sheet_.merged) {
      if (merged.last_row < header_row) continue;
      if (merged.first_row == merged.last_row && merged.first_column == merged.last_column)
        continue;
      report(messages::cells_merged, {merged.first_row, merged.first_column, {}, {}},
             {cell_name(merged.first_row, merged.first_column) + ":" +
              cell_name(merged.last_row, merged.last_column)});
    }
  }

  void take_row(const Row& row) {
    Row out{row.line, {}};
    out.cells.resize(table_.header.size());
    for (std::size_t i = 0; i < out.cells.size(); ++i) {
      out.cells[i].line = row.line;
      out.cells[i].column = static_cast<int>(i) + 1;
    }
    for (const Cell& cell : row.cells) {
      const std::size_t at = static_cast<std::size_t>(cell.column - 1);
      const bool is_named = at < table_.header.size() && !table_.header[at].text.empty();
      if (is_named) {
        out.cells[at] = cell;
      } else if (!cell.is_wrong && (at >= reported_.size() || !reported_[at])) {
        if (at >= reported_.size()) reported_.resize(at + 1);
        reported_[at] = true;
        report(messages::unnamed_column, cell, {fmt::format("{}", cell.column)});
      }
    }
    table_.rows.push_back(std::move(out));
  }

  const Sheet& sheet_;
  std::vector<Diagnostic>& problems_;
  const TableLimits& limits_;
  Table table_;
  std::vector<bool> reported_;  ///< Columns without a name that were told of.
  std::size_t found_ = 0;
};

}  // namespace

Result<Sheet> read_xlsx(const std::string& path, std::string_view bytes, const std::string& name,
                        std::vector<Diagnostic>& problems, const TableLimits& limits) {
  Result<ZipParts> parts = ZipParts::open(path, bytes, limits.unpacked_bytes);
  if (!parts) return parts.error();
  const Result<Workbook> workbook = read_workbook(*parts);
  if (!workbook) return workbook.error();
  const SheetPart* chosen = choose_sheet(*workbook, name);
  if (chosen == nullptr) return no_such_sheet(*workbook, path, name);
  Sheet sheet;
  sheet.name = chosen->name;
  sheet.path = fmt::format("{}[{}]", path, chosen->name);
  sheet.from_1904 = workbook->from_1904;
  SheetReader reader(*workbook, sheet, problems, limits);
  if (Result<Done> read = read_part(*parts, chosen->part, reader); !read) return read.error();
  if (reader.fatal()) return *reader.fatal();
  reader.note_formulas();
  if (sheet.rows.empty()) {
    return at_cell(messages::table_empty, sheet.path, {1, 1, {}, {}});
  }
  return sheet;
}

Table table_of(const Sheet& sheet, std::size_t header, std::vector<Diagnostic>& problems,
               const TableLimits& limits) {
  return TableMaker(sheet, problems, limits).make(header);
}

}  // namespace minhbach::table
