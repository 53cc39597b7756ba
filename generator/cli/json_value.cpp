// Walks through JSON by its strings and brackets alone.
#include "cli/json_value.h"

namespace minhbach::cli {
namespace {

/// Behind the string that begins at `at`.
std::size_t behind_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\';
  return at + 1;
}

/// Behind the value that begins at `at`, or at the first ',' or bracket behind a number or word.
std::size_t behind_value(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      at = behind_string(text, at) - 1;
      if (depth == 0) return at + 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return at;
      if (--depth == 0) return at + 1;
    } else if (depth == 0 && (c == ',' || c == '\n')) {
      return at;
    }
  }
  return at;
}

std::size_t behind_space(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

}  // namespace

std::string with_value(const std::string& text, std::string_view key, std::string_view value) {
  const std::size_t dot = std::min(key.find('.'), key.size());
  const std::string_view inner = key.substr(std::min(dot + 1, key.size()));
  std::size_t at = text.find('{');
  if (at == std::string::npos) return text;
  for (at = behind_space(text, at + 1); at < text.size() && text[at] == '"';) {
    const std::size_t name_end = behind_string(text, at);
    const std::string_view name = std::string_view(text).substr(at + 1, name_end - at - 2);
    const std::size_t from = behind_space(text, behind_space(text, name_end) + 1);  // Past the ':'.
    const std::size_t to = behind_value(text, from);
    if (name == key.substr(0, dot)) {
      const std::string under = text.substr(from, to - from);
      return text.substr(0, from) +
             (inner.empty() ? std::string(value) : with_value(under, inner, value)) +
             text.substr(to);
    }
    at = behind_space(text, to);
    if (at < text.size() && text[at] == ',') at = behind_space(text, at + 1);
  }
  return text;
}

}  // namespace minhbach::cli
