// The CSV writer.
#include "table/write_csv.h"

#include <algorithm>

#include "table/formula_guard.h"
#include "text/utf8.h"

namespace minhbach::table {
namespace {

void append_cell(std::string& out, const std::string& cell, const CsvOptions& options) {
  const std::string text = options.guard_formulas ? guard_formula(cell) : cell;
  const bool must_quote = text.find_first_of("\"\r\n\t,;") != std::string::npos ||
                          text.find(options.separator) != std::string::npos ||
                          text::trim(text).size() != text.size();
  if (!must_quote) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_row(std::string& out, const std::vector<std::string>& cells, std::size_t width,
                const CsvOptions& options) {
  for (std::size_t i = 0; i < std::max(width, cells.size()); ++i) {
    if (i > 0) out += options.separator;
    if (i < cells.size()) append_cell(out, cells[i], options);
  }
  out += "\r\n";
}

}  // namespace

std::string write_csv(const std::vector<std::string>& header,
                      std::span<const std::vector<std::string>> rows, const CsvOptions& options) {
  std::string out = options.byte_order_mark ? "\xEF\xBB\xBF" : "";
  append_row(out, header, header.size(), options);
  for (const std::vector<std::string>& row : rows) append_row(out, row, header.size(), options);
  return out;
}

}  // namespace minhbach::table
