// Family names, without their marks; then how the words are written.
#include "documents/person_name.h"

#include <algorithm>
#include <string>

#include "text/fold.h"
#include "text/letter_case.h"
#include "text/utf8.h"

namespace minhbach::documents {
namespace {

/// Nine Vietnamese of ten have one of these. Left out: those that offices begin with (Ban, Bộ, Sở).
constexpr std::string_view family_names[] = {
    "au",    "bach",  "bui",    "cao",   "chau",   "chu",   "cu",    "dam",   "dang", "dao",
    "dinh",  "do",    "doan",   "duong", "giap",   "ha",    "ho",    "hoang", "hua",  "huynh",
    "khong", "khuat", "kieu",   "la",    "lam",    "le",    "luong", "luu",   "ly",   "mac",
    "mai",   "ngo",   "nghiem", "nguy",  "nguyen", "ninh",  "nong",  "ong",   "pham", "phan",
    "phung", "quach", "ta",     "than",  "thai",   "thach", "to",    "ton",   "tong", "tran",
    "trieu", "trinh", "truong", "tu",    "vi",     "vo",    "vu",    "vuong"};

bool begins_with_capital(std::string_view word) {
  std::size_t end = 0;
  text::next_code_point(word, end);
  const std::string_view first = word.substr(0, end);
  return text::to_lower(first) != first;
}

}  // namespace

bool is_person_name(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.size() > longest || !text::is_utf8(text)) return false;
  std::size_t words = 0;
  std::string first;
  for (std::size_t at = text.find_first_not_of(' '); at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!begins_with_capital(word)) return false;
    if (words++ == 0) first = text::fold(word);
    at = std::min(text.find_first_not_of(' ', end), text.size());
  }
  return words >= 2 && words <= 6 &&
         std::find(std::begin(family_names), std::end(family_names), first) !=
             std::end(family_names);
}

}  // namespace minhbach::documents
