// Scanning CSV by RFC 4180, with spaces around quoted cells allowed.
#include "table/csv_scanner.h"

#include "text/utf8.h"

namespace minhbach::table {

char guess_separator(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (tabs > semicolons && tabs > commas) return '\t';
  return semicolons > commas ? ';' : ',';
}

void CsvScanner::step() {
  const char byte = text_[offset_++];
  if (byte == '\n') {
    ++line_;
    column_ = 1;
  } else if (offset_ >= text_.size() ||
             (static_cast<unsigned char>(text_[offset_]) & 0xC0) != 0x80) {
    ++column_;
  }
}

bool CsvScanner::at_cell_end() const {
  if (offset_ >= text_.size()) return true;
  const char c = text_[offset_];
  if (c == separator_ || c == '\n') return true;
  return c == '\r' && (offset_ + 1 == text_.size() || text_[offset_ + 1] == '\n');
}

void CsvScanner::skip_spaces() {
  while (!at_cell_end() && (text_[offset_] == ' ' || text_[offset_] == '\t')) step();
}

void CsvScanner::scan_quoted(ScannedCell& cell) {
  step();
  while (offset_ < text_.size()) {
    const char c = text_[offset_];
    if (c == '"') {
      step();
      if (offset_ >= text_.size() || text_[offset_] != '"') return;
    }
    // A line end inside a cell is LF, however the file ends its lines.
    const bool is_crlf = c == '\r' && offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n';
    if (!is_crlf) cell.text += c;
    step();
  }
  cell.fault = ScannedCell::Fault::unclosed_quote;
  cell.fault_line = cell.line;
  cell.fault_column = cell.column;
}

void CsvScanner::finish(ScannedCell& cell) {
  if (offset_ < text_.size() && text_[offset_] == separator_) {
    step();
    // A separator at the very end of the text has one more, empty, cell behind it.
    cell.ends_row = false;
    return;
  }
  if (offset_ < text_.size() && text_[offset_] == '\r') step();
  if (offset_ < text_.size() && text_[offset_] == '\n') step();
  cell.ends_row = true;
}

ScannedCell CsvScanner::next() {
  ScannedCell cell;
  skip_spaces();
  cell.line = line_;
  cell.column = column_;
  if (offset_ < text_.size() && text_[offset_] == '"') {
    scan_quoted(cell);
    skip_spaces();
    if (!at_cell_end()) {
      cell.fault = ScannedCell::Fault::text_after_quote;
      cell.fault_line = line_;
      cell.fault_column = column_;
      const std::size_t start = offset_;
      while (!at_cell_end()) step();
      cell.stray = text_.substr(start, offset_ - start);
    }
  } else {
    const std::size_t start = offset_;
    while (!at_cell_end()) step();
    cell.text = text::trim(text_.substr(start, offset_ - start));
  }
  finish(cell);
  return cell;
}

}  // namespace minhbach::table
