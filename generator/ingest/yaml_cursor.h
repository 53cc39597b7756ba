// Turns libyaml's marks (counted in code points from the start of its input) into places.
#pragma once

#include <cstddef>
#include <string_view>

namespace minhbach::ingest {

/// Walks a text forward. Counts lines at LF only, as SourceText does, while libyaml also counts the
/// rare line ends of Unicode; so libyaml's own line and column are not used.
class YamlCursor {
 public:
  /// `text` starts at column 1 of line `line` of its file.
  YamlCursor(std::string_view text, int line) : text_(text), first_line_(line) { rewind(); }

  void move_to(std::size_t index) {
    if (index < index_) rewind();
    for (; index_ < index && offset_ < text_.size(); ++index_) {
      if (text_[offset_] == '\n') {
        ++line_;
        column_ = 0;
      }
      ++offset_;
      while (offset_ < text_.size() && (static_cast<unsigned char>(text_[offset_]) & 0xC0) == 0x80)
        ++offset_;
      ++column_;
    }
  }

  /// To the start of a line at or behind this place.
  void move_to_line(int line) {
    while (line_ < line && offset_ < text_.size()) move_to(index_ + 1);
  }

  int line() const { return line_; }
  int column() const { return column_; }
  std::size_t offset() const { return offset_; }  ///< In bytes, from the start of the text.

 private:
  void rewind() {
    index_ = offset_ = 0;
    line_ = first_line_;
    column_ = 1;
  }

  std::string_view text_;
  int first_line_;
  std::size_t index_ = 0, offset_ = 0;
  int line_ = 1, column_ = 1;
};

}  // namespace minhbach::ingest
