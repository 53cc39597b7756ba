// Goes through a style sheet once, knowing quotes and comments apart.
#include "pipeline/squeeze_style.h"

#include <algorithm>

namespace minhbach::pipeline {
namespace {

/// Behind the string that begins at `at`.
std::size_t end_of_string(std::string_view css, std::size_t at) {
  const char quote = css[at];
  for (++at; at < css.size() && css[at] != quote; ++at) {
    if (css[at] == '\\') ++at;
  }
  return std::min(at + 1, css.size());
}

}  // namespace

std::string squeezed_style(std::string_view css) {
  std::string out;
  for (std::size_t at = 0; at < css.size();) {
    const bool is_line_start = out.empty() || out.back() == '\n';
    const char c = css[at];
    if (css.substr(at, 2) == "/*") {
      at = std::min(css.find("*/", at + 2), css.size() - 2) + 2;
      if (!is_line_start) out += ' ';  // It parts words.
    } else if (c == '"' || c == '\'') {
      const std::size_t end = end_of_string(css, at);
      out += css.substr(at, end - at);
      at = end;
    } else {
      const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (!is_line_start || !is_blank) out += c;
      ++at;
    }
  }
  return out;
}

}  // namespace minhbach::pipeline
