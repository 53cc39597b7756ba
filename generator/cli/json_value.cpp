// Walks through JSON by its strings and brackets alone.
#include "cli/json_value.h"

#include <algorithm>
#include <optional>

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

struct MemberPlace {
  std::size_t name, value, end;  ///< `end` is behind the value.
};

/// What the outermost object has under `name`.
std::optional<MemberPlace> find_member(std::string_view text, std::string_view name) {
  std::size_t at = text.find('{');
  if (at == std::string::npos) return std::nullopt;
  for (at = behind_space(text, at + 1); at < text.size() && text[at] == '"';) {
    const std::size_t name_end = behind_string(text, at);
    const std::size_t value = behind_space(text, behind_space(text, name_end) + 1);  // Past ':'.
    const std::size_t end = behind_value(text, value);
    if (text.substr(at + 1, name_end - at - 2) == name) return MemberPlace{at, value, end};
    at = behind_space(text, end);
    if (at < text.size() && text[at] == ',') at = behind_space(text, at + 1);
  }
  return std::nullopt;
}

/// Takes the member away with the comma that parted it from the next one, else from the last.
std::string without_member(const std::string& text, const MemberPlace& at) {
  const std::size_t behind = behind_space(text, at.end);
  if (behind < text.size() && text[behind] == ',')
    return text.substr(0, at.name) + text.substr(behind_space(text, behind + 1));
  const std::size_t before = text.find_last_not_of(" \t\r\n", at.name - 1);
  const bool has_comma = text[before] == ',';
  return text.substr(0, has_comma ? before : before + 1) + text.substr(at.end);
}

/// `change` makes the text anew out of it and the place of what is found under `key`.
template <typename Change>
std::string changed(const std::string& text, std::string_view key, const Change& change) {
  const std::size_t dot = key.find('.');
  const auto at = find_member(text, key.substr(0, dot));
  if (!at) return text;
  if (dot == std::string_view::npos) return change(text, *at);
  return text.substr(0, at->value) +
         changed(text.substr(at->value, at->end - at->value), key.substr(dot + 1), change) +
         text.substr(at->end);
}

}  // namespace

std::string with_value(const std::string& text, std::string_view key, std::string_view value) {
  return changed(text, key, [&](const std::string& whole, const MemberPlace& at) {
    return whole.substr(0, at.value) + std::string(value) + whole.substr(at.end);
  });
}

std::string without_value(const std::string& text, std::string_view key) {
  return changed(text, key, without_member);
}

}  // namespace minhbach::cli
