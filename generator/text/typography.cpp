// Finds the spaces that may not break.
#include "text/typography.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "text/letter.h"
#include "text/utf8.h"

namespace minhbach::text {
namespace {

constexpr std::string_view counted[] = {
    "Điều",  "điều", "Khoản", "khoản", "Điểm", "điểm",  "Chương", "chương", "Mục",
    "mục",   "Phần", "phần",  "lục",   "số",   "Số",    "ngày",   "Ngày",   "tháng",
    "Tháng", "năm",  "Năm",   "quý",   "Quý",  "trang", "tuần",   "bước",   "Bước"};

constexpr std::string_view units[] = {"%",  "đồng", "triệu", "tỷ", "tỉ", "ha", "km", "m",
                                      "m²", "m2",   "km²",   "KB", "MB", "GB", "kg"};

/// Kinds of places: their names keep on the same line, as far as they are written large.
constexpr std::string_view places[] = {"xã", "phường", "huyện", "quận", "tỉnh", "thôn"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <typename Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string_view without_punctuation(std::string_view word) {
  while (!word.empty() && std::string_view(".,;:)\"").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  return word;
}

std::string_view without_opening(std::string_view word) {
  while (!word.empty() && (word.front() == '(' || word.front() == '"')) word.remove_prefix(1);
  return word;
}

/// 9, 02/7, a, IV: what a counted word is followed by.
bool is_ordinal(std::string_view word) {
  if (word.empty()) return false;
  if (is_digit(word.front())) return true;
  const bool lower_letter = word.size() == 1 && word.front() >= 'a' && word.front() <= 'z';
  if (lower_letter || word == "đ") return true;
  return word.find_first_not_of("IVX") == std::string_view::npos;
}

bool begins_large(std::string_view word) {
  std::size_t at = 0;
  const Letter* first = word.empty() ? nullptr : find_letter(next_code_point(word, at));
  return first != nullptr && first->upper;
}

using Sixteen [[gnu::vector_size(16)]] = unsigned char;

/// Whether a space and a digit stand side by side among these sixteen bytes and the next one.
bool holds_number_space(const char* bytes) {
  Sixteen here, next;
  std::memcpy(&here, bytes, sizeof here);
  std::memcpy(&next, bytes + 1, sizeof next);
  const Sixteen here_value = here - '0', next_value = next - '0';
  const auto found = ((here == ' ') & (next_value < 10)) | ((next == ' ') & (here_value < 10));
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

std::string_view word_before(std::string_view text, std::size_t space) {
  const std::size_t start = text.substr(0, space).find_last_of(' ');
  return text.substr(start + 1, space - start - 1);
}

/// Of the space at `at`, with a digit on one of its sides.
bool keeps_number(std::string_view text, std::size_t at) {
  if (is_digit(text[at + 1]) && holds(counted, without_opening(word_before(text, at)))) return true;
  if (at == 0 || !is_digit(text[at - 1])) return false;
  const std::string_view behind = text.substr(at + 1);
  return holds(units, without_punctuation(behind.substr(0, behind.find(' '))));
}

}  // namespace

std::size_t find_number_space(std::string_view text, std::size_t from) {
  const std::size_t size = text.size();
  for (; from + 1 < size; ++from) {
    while (size - from > sizeof(Sixteen) && !holds_number_space(text.data() + from))
      from += sizeof(Sixteen);
    const bool is_beside =
        text[from] == ' ' && (is_digit(text[from + 1]) || (from > 0 && is_digit(text[from - 1])));
    if (is_beside && keeps_number(text, from)) return from;
  }
  return size;
}

std::string keep_together(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  std::string_view before;
  bool in_name = false;  // `before` is the kind of a place, or of its name.
  for (std::size_t i = 0; i <= text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = text.substr(i, end - i);
    if (i > 0) {
      const std::string_view bare = without_punctuation(word);
      const bool unit = !before.empty() && is_digit(before.back()) && holds(units, bare);
      const bool ordinal = holds(counted, without_opening(before)) && is_ordinal(bare);
      in_name &= without_punctuation(before) == before;
      in_name = (in_name || holds(places, without_opening(before))) && begins_large(word);
      out += unit || ordinal || in_name ? "\u00A0" : " ";
    }
    out += word;
    before = word;
    i = end + 1;
  }
  return out;
}

}  // namespace minhbach::text
