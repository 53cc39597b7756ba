// Family names with their marks, what else begins like them, and how the words are written.
#include "documents/person_name.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "text/fold.h"
#include "text/letter_case.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::documents {
namespace {

using Words = std::span<const std::string_view>;

/// Nine Vietnamese of ten have one of these.
constexpr std::string_view family_names[] = {
    "âu",    "bạch",  "bùi",   "cao",   "châu",   "chu",  "cù",     "đàm",    "đặng", "đào",
    "đinh",  "đỗ",    "đoàn",  "dương", "giáp",   "hà",   "hồ",     "hoàng",  "hứa",  "huỳnh",
    "khổng", "khuất", "kiều",  "la",    "lã",     "lâm",  "lê",     "lương",  "lưu",  "lý",
    "lí",    "mạc",   "mai",   "ngô",   "ngụy",   "nguỵ", "nguyễn", "nghiêm", "ninh", "nông",
    "phạm",  "phan",  "phùng", "quách", "tạ",     "thân", "thái",   "thạch",  "tô",   "tôn",
    "tống",  "trần",  "triệu", "trịnh", "trương", "từ",   "vi",     "võ",     "vũ",   "vương"};

/// Where no word has marks, “Do Not Edit” begins like a name: these do so only in names.
constexpr std::string_view middle_names[] = {"anh",  "ba",   "duc",  "dinh", "huu",
                                             "kim",  "manh", "minh", "ngoc", "quang",
                                             "quoc", "thi",  "van",  "viet", "xuan"};

/// Offices, places and things that begin with a family name.
constexpr std::string_view other_beginnings[] = {
    "bạch mai",   "cao bằng",    "cao đẳng",    "cao lãnh",    "cao nguyên",      "cao su",
    "cao tốc",    "châu á",      "châu âu",     "châu đốc",    "châu thành",      "chu kỳ",
    "đàm phán",   "đào tạo",     "đoàn công",   "đoàn đại",    "đoàn hội",        "đoàn khối",
    "đoàn kiểm",  "đoàn luật",   "đoàn phường", "đoàn tncs",   "đoàn thanh niên", "đoàn thanh tra",
    "đoàn thể",   "đoàn trường", "đoàn viên",   "đoàn xã",     "hà đô",           "hà đông",
    "hà giang",   "hà nam",      "hà nội",      "hà tĩnh",     "hồ chí minh",     "hồ sơ",
    "hồ tây",     "hoàng gia",   "hoàng mai",   "hoàng sa",    "kiều bào",        "lâm đồng",
    "lâm nghiệp", "lâm sản",     "lương sơn",   "lương tài",   "lương thực",      "lưu hành",
    "lưu trữ",    "lưu ý",       "mai linh",    "mai sơn",     "ninh bình",       "ninh thuận",
    "nông dân",   "nông lâm",    "nông nghiệp", "nông thôn",   "nông trường",     "phan rang",
    "phan thiết", "thái bình",   "thái lan",    "thái nguyên", "tôn giáo",        "từ điển",
    "từ liêm",    "từ sơn",      "từ thiện",    "vi sinh",     "vi tính",         "võ thuật"};

/// Words that no name of a person holds.
constexpr std::string_view words_of_offices[] = {"company", "computer", "corp",  "group",  "inc",
                                                 "jsc",     "ltd",      "media", "studio", "thcs",
                                                 "thpt",    "tncs",     "tnhh",  "ubnd"};

bool is_one_of(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool begins_with_capital(std::string_view word) {
  std::size_t end = 0;
  text::next_code_point(word, end);
  const std::string_view first = word.substr(0, end);
  return text::to_lower(first) != first;
}

/// Its words in small letters; none when one of them begins with one.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find_first_not_of(' '); at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!begins_with_capital(word)) return {};
    out.push_back(text::to_lower(word));
    at = std::min(text.find_first_not_of(' ', end), text.size());
  }
  return out;
}

bool is_family_name_without_marks(std::string_view word) {
  return std::any_of(std::begin(family_names), std::end(family_names),
                     [&](std::string_view name) { return text::fold(name) == word; });
}

bool begins_otherwise(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += word + ' ';
  return std::any_of(
      std::begin(other_beginnings), std::end(other_beginnings),
      [&](std::string_view begin) { return all.starts_with(begin) && all[begin.size()] == ' '; });
}

}  // namespace

bool is_person_name(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.size() > longest || !text::is_utf8(text)) return false;
  const std::vector<std::string> words = words_of(text::to_nfc(text));
  if (words.size() < 2 || words.size() > 6) return false;
  if (std::any_of(words.begin(), words.end(),
                  [](const std::string& word) { return is_one_of(word, words_of_offices); }))
    return false;
  const bool has_marks = std::any_of(text.begin(), text.end(), [](char c) { return c < 0; });
  if (!has_marks)
    return words.size() > 2 && is_family_name_without_marks(words[0]) &&
           is_one_of(words[1], middle_names);
  return is_one_of(words[0], family_names) && !begins_otherwise(words);
}

}  // namespace minhbach::documents
