// A source file's text with its line index: offsets to lines and columns, and back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace minhbach {

/// Owns the bytes of one source file. Lines end at LF; a CR before it is not part of the line,
/// nor is a byte order mark at the start of the file.
class SourceText {
 public:
  /// `path`: relative to the site root, with '/'.
  SourceText(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  int line_count() const { return static_cast<int>(starts_.size()); }

  /// Line `line` (1-based) without its end; "" outside the file.
  std::string_view line(int line) const;

  /// The place of a byte offset; an offset past the end is the end.
  Place place(std::size_t offset) const;

  /// A diagnostic at a place in this text, with the source line filled in; not with one past 10,000
  /// bytes, a thousand of which would fill the memory.
  Diagnostic diagnostic(const Message& message, int line, int column,
                        std::vector<std::string> arguments = {}) const;
  Diagnostic diagnostic_at(const Message& message, std::size_t offset,
                           std::vector<std::string> arguments = {}) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::size_t> starts_;  ///< Byte offset at which each line starts.
};

}  // namespace minhbach
