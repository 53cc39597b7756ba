// Looks at sixteen bytes at once, and at single ones only where one of the letters is among them.
#include "text/markup.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace minhbach::text {
namespace {

constexpr std::array<bool, 256> is_markup = [] {
  std::array<bool, 256> table{};
  for (const char c : {'&', '<', '>', '"', '\''}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

using Sixteen [[gnu::vector_size(16)]] = unsigned char;

bool holds_markup(const char* bytes) {
  Sixteen letters;
  std::memcpy(&letters, bytes, sizeof letters);
  const auto found =
      (letters == '&') | (letters == '<') | (letters == '>') | (letters == '"') | (letters == '\'');
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

}  // namespace

std::size_t find_markup_letter(std::string_view text, std::size_t from) {
  const char* const bytes = text.data();
  const std::size_t size = text.size();
  while (size - from >= sizeof(Sixteen)) {
    if (holds_markup(bytes + from)) break;
    from += sizeof(Sixteen);
  }
  while (from < size && !is_markup[static_cast<unsigned char>(bytes[from])]) ++from;
  return from;
}

}  // namespace minhbach::text
