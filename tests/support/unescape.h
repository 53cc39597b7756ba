// Bytes that a spec file cannot hold as they are.
#pragma once

#include <string>
#include <string_view>

namespace spec {

/// `text` with \t, \r, \0, \\ and \xHH turned into the bytes they stand for. Any other backslash
/// stays as it is, so that Markdown can be written plainly.
inline std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (text[i] != '\\' || std::string_view("tr0x\\").find(next) == std::string_view::npos) {
      out += text[i];
      continue;
    }
    ++i;
    switch (next) {
      case 't': out += '\t'; break;
      case 'r': out += '\r'; break;
      case '0': out += '\0'; break;
      case 'x':
        out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
        i += 2;
        break;
      default: out += '\\';
    }
  }
  return out;
}

}  // namespace spec
