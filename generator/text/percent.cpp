// Runs of plain bytes are copied whole.
#include "text/percent.h"

namespace minhbach::text {
namespace {

constexpr std::array<std::int8_t, 256> hex_values = [] {
  std::array<std::int8_t, 256> out{};
  out.fill(-1);
  for (int i = 0; i < 10; ++i) out[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
  for (int i = 10; i < 16; ++i)
    out[static_cast<std::size_t>('a' + i - 10)] = out[static_cast<std::size_t>('A' + i - 10)] =
        static_cast<std::int8_t>(i);
  return out;
}();

}  // namespace

void append_percent(std::string& out, char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  const char escape[] = {'%', digits[value >> 4], digits[value & 15]};
  out.append(escape, sizeof escape);
}

void append_percent_encoded(std::string& out, std::string_view text, const ByteSet& kept) {
  bool are_all_kept = true;  // As they mostly are: without an early end the loop is quicker.
  for (const char c : text) are_all_kept &= kept[static_cast<unsigned char>(c)];
  if (are_all_kept) {
    out += text;
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    while (at < text.size() && kept[static_cast<unsigned char>(text[at])]) ++at;
    out += text.substr(from, at - from);
    if (at < text.size()) append_percent(out, text[at++]);
  }
}

int percent_byte(std::string_view text, std::size_t at) {
  if (text.size() - at < 3) return -1;
  const int high = hex_values[static_cast<unsigned char>(text[at + 1])];
  const int low = hex_values[static_cast<unsigned char>(text[at + 2])];
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

bool percent_decode(std::string_view text, std::string& out, Plus plus) {
  const char space = plus == Plus::space ? ' ' : '+';
  out.resize(text.size());  // It only gets shorter.
  char* to = out.data();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      const int byte = percent_byte(text, i);
      if (byte < 0) return false;
      *to++ = static_cast<char>(byte);
      i += 2;
    } else {
      *to++ = c == '+' ? space : c;
    }
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return true;
}

}  // namespace minhbach::text
