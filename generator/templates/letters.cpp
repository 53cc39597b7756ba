// Case mapping and classes of letters, by ICU; ASCII goes a short way.
#include "templates/letters.h"

#include <algorithm>
#include <memory>

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include "templates/operations.h"

namespace minhbach::templates {
namespace {

struct CloseCaseMap {
  void operator()(UCaseMap* map) const { ucasemap_close(map); }
};

/// The root locale: case must not depend on where the program runs.
const UCaseMap* case_map() {
  static const std::unique_ptr<UCaseMap, CloseCaseMap> map = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<UCaseMap, CloseCaseMap>(ucasemap_open("", 0, &status));
  }();
  return map.get();
}

template <typename Function>
std::string map_case(std::string_view text, Function function) {
  // No letter's other case is more than three times as long in UTF-8.
  std::string out(text.size() * 3 + 8, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      function(case_map(), out.data(), static_cast<std::int32_t>(out.size()), text.data(),
               static_cast<std::int32_t>(text.size()), &status);
  if (U_FAILURE(status)) return std::string(text);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string to_upper(std::string_view text) {
  if (!is_ascii(text)) return map_case(text, ucasemap_utf8ToUpper);
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  }
  return out;
}

std::string to_lower(std::string_view text) {
  if (!is_ascii(text)) return map_case(text, ucasemap_utf8ToLower);
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

std::uint32_t code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const std::uint32_t first = byte(at);
  const std::size_t length = letter_length(text, at);
  const auto tail = [&](std::size_t i) { return byte(at + i) & 0x3F; };
  if (first < 0x80) return first;
  if (first < 0xE0 && length == 2) return (first & 0x1F) << 6 | tail(1);
  if (first < 0xF0 && length == 3) return (first & 0x0F) << 12 | tail(1) << 6 | tail(2);
  if (length == 4) return (first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
  return 0xFFFD;
}

bool is_word_letter(std::uint32_t code) {
  return code == '_' || u_isalnum(static_cast<UChar32>(code)) != 0;
}

bool is_blank_letter(std::uint32_t code) {
  return u_isUWhiteSpace(static_cast<UChar32>(code)) != 0 || (code >= 0x1C && code <= 0x1F);
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size() && is_blank_letter(code_point(text, begin)))
    begin += letter_length(text, begin);
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t last = end - 1;
    while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!is_blank_letter(code_point(text, last))) break;
    end = last;
  }
  return text.substr(begin, end - begin);
}

}  // namespace minhbach::templates
