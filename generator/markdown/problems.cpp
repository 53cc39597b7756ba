// Places in code points, and the cap on how many problems one body may report.
#include "markdown/problems.h"

#include "markdown/messages.h"

namespace minhbach::markdown {

Place Problems::place(int line, int column) {
  const int file_line = first_line_ + line - 1;
  if (line < 1 || column < 1) return {source_.path(), line < 1 ? first_line_ : file_line, 0};
  const std::string_view text = source_.line(file_line);
  const std::size_t byte = std::min(static_cast<std::size_t>(column - 1), text.size());
  if (file_line != last_line_ || byte < last_byte_) {
    last_line_ = file_line;
    last_byte_ = 0;
    last_column_ = 1;
  }
  for (; last_byte_ < byte; ++last_byte_) {
    if ((static_cast<unsigned char>(text[last_byte_]) & 0xC0) != 0x80) ++last_column_;
  }
  return {source_.path(), file_line, last_column_};
}

void Problems::add(const Message& message, const Place& place, std::vector<std::string> arguments) {
  if (++count_ > most_shown) {
    if (left_out_at_.line == 0) left_out_at_ = place;
    // An error must stay an error, or a build with a hundred warnings would pass over it.
    if (message.severity != Severity::error || error_left_out_) return;
    error_left_out_ = true;
  }
  out_.push_back(source_.diagnostic(message, place.line, place.column, std::move(arguments)));
}

void Problems::finish() {
  const std::size_t shown = most_shown + (error_left_out_ ? 1 : 0);
  if (count_ <= shown) return;
  Diagnostic diagnostic;
  diagnostic.message = &messages::more_problems;
  diagnostic.place = left_out_at_;
  diagnostic.arguments = {std::to_string(count_ - shown)};
  out_.push_back(std::move(diagnostic));
}

}  // namespace minhbach::markdown
