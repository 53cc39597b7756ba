// Escaping for XML 1.0 (section 2.2 says which characters may stand at all).
#include "text/xml_text.h"

#include <algorithm>
#include <array>

namespace minhbach::text {

namespace {

/// Bytes that stand for themselves whatever follows them.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> out{};
  for (std::size_t byte = 0x20; byte < out.size(); ++byte) out[byte] = byte != 0xEF;
  for (const char c : {'\t', '\n'}) out[static_cast<unsigned char>(c)] = true;
  for (const char c : {'&', '<', '>', '"', '\''}) out[static_cast<unsigned char>(c)] = false;
  return out;
}();

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  append_xml_text(out, text);
  return out;
}

void append_xml_text(std::string& out, std::string_view text) {
  const auto is_plain = [](char c) { return plain_bytes[static_cast<unsigned char>(c)]; };
  const auto first = std::find_if_not(text.begin(), text.end(), is_plain);
  out.append(text.begin(), first);
  for (auto i = static_cast<std::size_t>(first - text.begin()); i < text.size(); ++i) {
    // U+FFFE and U+FFFF.
    if (const std::string_view three = text.substr(i, 3);
        three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      i += 2;
      continue;
    }
    const char c = text[i];
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') out += c;
    }
  }
}

}  // namespace minhbach::text
