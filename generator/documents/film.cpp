// Boxes of ISO base media (ISO/IEC 14496-12): the place stands somewhere in `moov`.
#include "documents/film.h"

#include <cstdint>

namespace minhbach::documents {
namespace {

std::uint64_t big(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  for (std::size_t i = at; i < at + size; ++i)
    out = out << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u);
  return out;
}

/// The inside of the box `type` among those that stand in `bytes` one behind the other.
std::string_view box(std::string_view bytes, std::string_view type) {
  while (bytes.size() >= 8) {
    std::uint64_t size = big(bytes, 0, 4);
    const std::size_t head = size == 1 ? 16 : 8;
    if (size == 1) size = big(bytes, 8, 8);
    if (size == 0) size = bytes.size();  // To the end of the file.
    if (size < head || size > bytes.size()) return {};
    if (bytes.substr(4, 4) == type) return bytes.substr(head, size - head);
    bytes.remove_prefix(size);
  }
  return {};
}

/// ISO 6709: "+21.0285+105.8542/"
bool begins_as_place(std::string_view text) {
  return text.size() >= 3 && (text[0] == '+' || text[0] == '-') && text[1] >= '0' &&
         text[1] <= '9' && text[2] >= '0' && text[2] <= '9';
}

}  // namespace

bool tells_place(std::string_view film) {
  const std::string_view about = box(film, "moov");
  if (about.find("com.apple.quicktime.location") != std::string_view::npos) return true;
  // Behind the name of the box: length and language of the text, then the text.
  for (std::size_t at = about.find("\xA9xyz"); at != std::string_view::npos;
       at = about.find("\xA9xyz", at + 1)) {
    if (at + 8 < about.size() && begins_as_place(about.substr(at + 8))) return true;
  }
  return !box(box(about, "udta"), "loci").empty();
}

}  // namespace minhbach::documents
