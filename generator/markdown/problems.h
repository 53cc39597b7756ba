// Finds the place in the source that a node came from, and reports there within limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.h"

namespace minhbach::markdown {

/// One body's problems. A hostile body may hold a million of them on one line, so they are counted
/// past a limit instead of kept, and places are found without reading a line twice.
class Problems {
 public:
  Problems(const SourceText& source, int first_line, std::vector<Diagnostic>& out)
      : source_(source), first_line_(first_line), out_(out) {}
  Problems(const Problems&) = delete;
  Problems& operator=(const Problems&) = delete;

  /// The place of byte column `column` (1-based; 0 = unknown) on line `line` of the body.
  Place place(int line, int column);

  void add(const Message& message, const Place& place, std::vector<std::string> arguments = {});

  /// Says how many were left out. To be called once, at the end.
  void finish();

  /// Line `line` of the body, without its end.
  std::string_view line(int line) const { return source_.line(first_line_ + line - 1); }

 private:
  static constexpr std::size_t most_shown = 100;

  const SourceText& source_;
  int first_line_;
  std::vector<Diagnostic>& out_;
  std::size_t count_ = 0;
  bool error_left_out_ = false;
  Place left_out_at_;
  // The last place found: the next one on the same line is counted from here.
  int last_line_ = 0;
  std::size_t last_byte_ = 0;
  int last_column_ = 1;
};

}  // namespace minhbach::markdown
