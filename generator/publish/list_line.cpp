// Word by word.
#include "publish/list_line.h"

#include <charconv>

namespace minhbach::publish {

std::optional<ListLine> read_list_line(std::string_view line) {
  constexpr int before_name = 8, size_at = 4, time_at = 5;
  ListLine out;
  if (line.empty()) return std::nullopt;
  out.kind = line.front();
  const char* time = nullptr;
  for (int i = 0; i < before_name; ++i) {
    const std::size_t end = line.find(' ');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view word = line.substr(0, end);
    if (i == size_at) {
      const auto [at, error] = std::from_chars(word.data(), word.data() + word.size(), out.size);
      if (error != std::errc() || at != word.data() + word.size()) return std::nullopt;
    }
    if (i == time_at) time = word.data();
    if (i + 1 == before_name)
      out.time = {time, static_cast<std::size_t>(word.data() + word.size() - time)};
    // One space before the name: more belong to it.
    const std::size_t next = i + 1 == before_name ? end + 1 : line.find_first_not_of(' ', end);
    if (next >= line.size()) return std::nullopt;
    line.remove_prefix(next);
  }
  out.name = line;
  return out;
}

}  // namespace minhbach::publish
