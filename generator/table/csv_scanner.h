// The cells of a CSV text one after another, each with its place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace minhbach::table {

/// The separator that stands most often outside quotes in the first record of `text`; a comma when
/// there is none, the first of ',' ';' tab when several stand equally often.
char guess_separator(std::string_view text);

struct ScannedCell {
  enum class Fault : unsigned char { none, unclosed_quote, text_after_quote };

  std::string text;
  int line = 0;
  int column = 0;
  bool ends_row = false;  ///< A line end or the end of the text follows.
  Fault fault = Fault::none;
  int fault_line = 0;  ///< Where the fault stands.
  int fault_column = 0;
  std::string_view stray;  ///< The text after the closing quote.
};

/// Goes once through the text; lines and columns are counted on the way, so that one very long line
/// costs no more than many short ones.
class CsvScanner {
 public:
  /// `offset`: where to start, at the start of line `line`.
  CsvScanner(std::string_view text, char separator, std::size_t offset, int line)
      : text_(text), separator_(separator), offset_(offset), line_(line) {}

  bool at_end() const { return offset_ >= text_.size(); }
  ScannedCell next();

 private:
  void step();
  bool at_cell_end() const;
  void skip_spaces();
  void scan_quoted(ScannedCell& cell);
  void finish(ScannedCell& cell);

  std::string_view text_;
  char separator_;
  std::size_t offset_;
  int line_;
  int column_ = 1;
};

}  // namespace minhbach::table
