// The line index of a source file.
#include "base/source_text.h"

#include <algorithm>

namespace minhbach {

SourceText::SourceText(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {
  starts_.push_back(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t end = text_.find('\n'); end != text_.npos; end = text_.find('\n', end + 1))
    starts_.push_back(end + 1);
}

std::string_view SourceText::line(int line) const {
  if (line < 1 || line > line_count()) return {};
  const std::size_t index = static_cast<std::size_t>(line - 1);
  const std::size_t start = starts_[index];
  std::size_t end = index + 1 < starts_.size() ? starts_[index + 1] - 1 : text_.size();
  if (end > start && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(start, end - start);
}

Place SourceText::place(std::size_t offset) const {
  offset = std::clamp(offset, starts_.front(), text_.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const std::size_t start = *(after - 1);
  int column = 1;
  for (std::size_t i = start; i < offset; ++i) {
    if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++column;
  }
  return {path_, static_cast<int>(after - starts_.begin()), column};
}

Diagnostic SourceText::diagnostic(const Message& message, int line, int column,
                                  std::vector<std::string> arguments) const {
  Diagnostic out;
  out.message = &message;
  out.place = {path_, line, column};
  out.arguments = std::move(arguments);
  constexpr std::size_t longest_line_kept = 10'000;
  const std::string_view written = this->line(line);
  if (written.size() <= longest_line_kept) out.source_line = std::string(written);
  return out;
}

Diagnostic SourceText::diagnostic_at(const Message& message, std::size_t offset,
                                     std::vector<std::string> arguments) const {
  const Place at = place(offset);
  return diagnostic(message, at.line, at.column, std::move(arguments));
}

}  // namespace minhbach
