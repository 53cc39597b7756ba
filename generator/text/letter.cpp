// The table of Vietnamese letters, made when compiling from twelve rows of vowels.
#include "text/letter.h"

#include <array>
#include <string_view>

namespace minhbach::text {
namespace {

struct VowelRow {
  char base;
  Mark mark;
  std::u32string_view lower;  ///< One for each tone, in the order of Tone.
  std::u32string_view upper;
};

constexpr VowelRow vowels[] = {
    {'a', Mark::none, U"aàảãáạ", U"AÀẢÃÁẠ"},       {'a', Mark::breve, U"ăằẳẵắặ", U"ĂẰẲẴẮẶ"},
    {'a', Mark::circumflex, U"âầẩẫấậ", U"ÂẦẨẪẤẬ"}, {'e', Mark::none, U"eèẻẽéẹ", U"EÈẺẼÉẸ"},
    {'e', Mark::circumflex, U"êềểễếệ", U"ÊỀỂỄẾỆ"}, {'i', Mark::none, U"iìỉĩíị", U"IÌỈĨÍỊ"},
    {'o', Mark::none, U"oòỏõóọ", U"OÒỎÕÓỌ"},       {'o', Mark::circumflex, U"ôồổỗốộ", U"ÔỒỔỖỐỘ"},
    {'o', Mark::horn, U"ơờởỡớợ", U"ƠỜỞỠỚỢ"},       {'u', Mark::none, U"uùủũúụ", U"UÙỦŨÚỤ"},
    {'u', Mark::horn, U"ưừửữứự", U"ƯỪỬỮỨỰ"},       {'y', Mark::none, U"yỳỷỹýỵ", U"YỲỶỸÝỴ"},
};

// All of them lie in two ranges: below U+0260, and the block made for Vietnamese.
constexpr char32_t low_end = 0x260;
constexpr char32_t high_start = 0x1EA0;
constexpr char32_t high_end = 0x1F00;

struct LetterTable {
  std::array<Letter, low_end> low{};
  std::array<Letter, high_end - high_start> high{};

  constexpr void set(char32_t code_point, Letter letter) {
    if (code_point < low_end) {
      low[code_point] = letter;
    } else {
      high[code_point - high_start] = letter;
    }
  }
};

constexpr LetterTable make_table() {
  LetterTable table;
  for (char c = 'a'; c <= 'z'; ++c) {
    table.set(static_cast<char32_t>(c), {c, Mark::none, Tone::level, false});
    table.set(static_cast<char32_t>(c - 'a' + 'A'), {c, Mark::none, Tone::level, true});
  }
  for (const VowelRow& row : vowels) {
    for (std::size_t tone = 0; tone < 6; ++tone) {
      table.set(row.lower[tone], {row.base, row.mark, static_cast<Tone>(tone), false});
      table.set(row.upper[tone], {row.base, row.mark, static_cast<Tone>(tone), true});
    }
  }
  for (const char32_t c : U"đðɖ") {
    if (c != 0) table.set(c, {'d', Mark::stroke, Tone::level, false});
  }
  for (const char32_t c : U"ĐÐƉ") {
    if (c != 0) table.set(c, {'d', Mark::stroke, Tone::level, true});
  }
  return table;
}

constexpr LetterTable table = make_table();

}  // namespace

const Letter* find_letter(char32_t code_point) {
  const Letter* letter = nullptr;
  if (code_point < low_end) {
    letter = &table.low[code_point];
  } else if (code_point >= high_start && code_point < high_end) {
    letter = &table.high[code_point - high_start];
  }
  return letter != nullptr && letter->base != 0 ? letter : nullptr;
}

char32_t compose(const Letter& letter) {
  if (letter.base == 'd' && letter.mark == Mark::stroke) return letter.upper ? U'Đ' : U'đ';
  for (const VowelRow& row : vowels) {
    if (row.base != letter.base || row.mark != letter.mark) continue;
    return (letter.upper ? row.upper : row.lower)[static_cast<std::size_t>(letter.tone)];
  }
  if (letter.mark != Mark::none || letter.tone != Tone::level || letter.base == 0) return 0;
  return static_cast<char32_t>(letter.upper ? letter.base - 'a' + 'A' : letter.base);
}

}  // namespace minhbach::text
