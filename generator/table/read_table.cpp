// From cells to a table: columns, rows, and what is wrong with them.
#include "table/read_table.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "table/csv_scanner.h"
#include "table/formula_guard.h"
#include "table/messages.h"
#include "text/encoding.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::table {
namespace {

/// Where the header starts, and what separates its cells.
struct Start {
  std::size_t offset = 0;
  int line = 1;
  char separator = ',';
};

Start find_start(std::string_view text) {
  Start out;
  if (text.starts_with("\xEF\xBB\xBF")) out.offset = 3;
  const std::string_view first = text.substr(out.offset, text.find('\n') - out.offset);
  const std::string_view line = text::trim(first);
  if (line.size() <= 5 && line.starts_with("sep=") && text.find('\n') != std::string_view::npos) {
    // Trimming takes a tab away, which then is the one meant.
    out.separator = line.size() == 5 ? line[4] : '\t';
    out.offset = text.find('\n') + 1;
    out.line = 2;
    return out;
  }
  out.separator = guess_separator(text.substr(out.offset));
  return out;
}

class Reader {
 public:
  Reader(const SourceText& source, std::vector<Diagnostic>& problems, const TableLimits& limits,
         Start start)
      : source_(source),
        problems_(problems),
        limits_(limits),
        scanner_(source.text(), start.separator, start.offset, start.line),
        is_nfc_(text::is_nfc(source.text())) {
    table_.separator = start.separator;
  }

  Result<Table> read() {
    if (std::optional<Diagnostic> fatal = read_header()) return *fatal;
    while (!scanner_.at_end()) {
      Row row;
      bool is_sound = true;
      if (std::optional<Diagnostic> fatal = read_row(row, is_sound)) return *fatal;
      if (is_sound && !is_blank(row)) is_sound = fit(row);
      if (found_ >= limits_.problems) {
        problems_.push_back(source_.diagnostic(messages::too_many_problems, row.line, 1,
                                               {fmt::format("{}", found_)}));
        break;
      }
      if (!is_sound || is_blank(row)) continue;
      if (table_.rows.size() == limits_.rows) {
        return source_.diagnostic(messages::too_many_rows, row.line, 1,
                                  {fmt::format("{}", limits_.rows)});
      }
      table_.rows.push_back(std::move(row));
    }
    return std::move(table_);
  }

 private:
  static bool is_blank(const Row& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const Cell& cell) { return cell.text.empty(); });
  }

  void report(const Message& message, int line, int column, std::vector<std::string> arguments) {
    ++found_;
    problems_.push_back(source_.diagnostic(message, line, column, std::move(arguments)));
  }

  /// Nothing, or what makes reading on senseless.
  std::optional<Diagnostic> read_row(Row& row, bool& is_sound) {
    for (bool last = false; !last;) {
      ScannedCell scanned = scanner_.next();
      last = scanned.ends_row;
      if (row.cells.empty()) row.line = scanned.line;
      if (scanned.fault == ScannedCell::Fault::unclosed_quote) {
        return source_.diagnostic(messages::unclosed_quote, scanned.fault_line,
                                  scanned.fault_column);
      }
      if (scanned.fault == ScannedCell::Fault::text_after_quote) {
        report(messages::text_after_quote, scanned.fault_line, scanned.fault_column,
               {quote(scanned.stray)});
        is_sound = false;
      }
      if (scanned.text.size() > limits_.cell_bytes) {
        report(messages::cell_too_long, scanned.line, scanned.column,
               {fmt::format("{}", limits_.cell_bytes)});
        is_sound = false;
        scanned.text.clear();
      }
      if (!is_nfc_) scanned.text = text::to_nfc(scanned.text);
      row.cells.push_back(
          {scanned.line, scanned.column, std::string(unguard_formula(scanned.text))});
    }
    return std::nullopt;
  }

  std::optional<Diagnostic> read_header() {
    Row header;
    bool is_sound = true;
    do {  // Blank lines may stand above it.
      header = {};
      if (scanner_.at_end()) return source_.diagnostic(messages::table_empty, 1, 1);
      if (std::optional<Diagnostic> fatal = read_row(header, is_sound)) return fatal;
    } while (is_blank(header));
    std::unordered_set<std::string> seen;
    for (Cell& cell : header.cells) {
      cell.text = text::trim(cell.text);
      const bool is_repeated = !cell.text.empty() && !seen.insert(cell.text).second;
      table_.repeated.push_back(is_repeated);
      if (!is_repeated) continue;
      report(messages::duplicate_column, cell.line, cell.column, {quote(cell.text)});
    }
    table_.header = std::move(header.cells);
    reported_unnamed_.resize(table_.header.size());
    return std::nullopt;
  }

  /// Brings the row to the width of the header. False, and reported, when it does not fit.
  bool fit(Row& row) {
    const std::size_t width = table_.header.size();
    const std::string separator =
        table_.separator == '\t' ? "tab" : std::string(1, table_.separator);
    if (row.cells.size() < width) {
      report(messages::too_few_cells, row.line, row.cells.front().column,
             {fmt::format("{}", row.cells.size()), fmt::format("{}", width), separator});
      return false;
    }
    for (std::size_t i = width; i < row.cells.size(); ++i) {
      if (row.cells[i].text.empty()) continue;
      report(messages::too_many_cells, row.cells[i].line, row.cells[i].column,
             {fmt::format("{}", row.cells.size()), fmt::format("{}", width), separator});
      break;  // What stands in the columns is still looked at, for all that is wrong at once.
    }
    row.cells.resize(width);
    for (std::size_t i = 0; i < width; ++i) {
      if (row.cells[i].text.empty() || !table_.header[i].text.empty() || reported_unnamed_[i]) {
        continue;
      }
      reported_unnamed_[i] = true;
      report(messages::unnamed_column, row.cells[i].line, row.cells[i].column,
             {fmt::format("{}", i + 1)});
    }
    return true;
  }

  const SourceText& source_;
  std::vector<Diagnostic>& problems_;
  const TableLimits& limits_;
  CsvScanner scanner_;
  bool is_nfc_;
  Table table_;
  std::vector<bool> reported_unnamed_;
  std::size_t found_ = 0;
};

}  // namespace

Result<Table> read_table(const SourceText& source, std::vector<Diagnostic>& problems,
                         const TableLimits& limits) {
  if (std::optional<Diagnostic> refused = text::check_encoding(source)) return *refused;
  const std::string_view text = source.text();
  if (text.find('\n') == std::string_view::npos &&
      text::trim(text).find('\r') != std::string_view::npos) {
    return source.diagnostic(messages::carriage_returns_only, 0, 0);
  }
  if (std::optional<Diagnostic> note = text::note_not_nfc(source)) problems.push_back(*note);
  return Reader(source, problems, limits, find_start(text)).read();
}

Node row_node(const Table& table, const Row& row) {
  Node out;
  out.kind = Node::Kind::mapping;
  out.line = row.line;
  out.column = row.cells.empty() ? 1 : row.cells.front().column;
  for (std::size_t i = 0; i < row.cells.size() && i < table.header.size(); ++i) {
    const Cell& cell = row.cells[i];
    const Cell& name = table.header[i];
    if (cell.text.empty() || name.text.empty() || table.repeated[i]) continue;
    Member member{name.text, name.line, name.column, {}};
    member.value.kind = Node::Kind::plain;
    member.value.line = cell.line;
    member.value.column = cell.column;
    member.value.text = cell.text;
    out.members.push_back(std::move(member));
  }
  return out;
}

}  // namespace minhbach::table
