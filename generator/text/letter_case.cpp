// Case mapping by ICU; ASCII goes a short way.
#include "text/letter_case.h"

#include <algorithm>
#include <cstdint>
#include <memory>

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

namespace minhbach::text {
namespace {

struct CloseCaseMap {
  void operator()(UCaseMap* map) const { ucasemap_close(map); }
};

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

bool is_letter_or_digit(char32_t code_point) {
  return u_isalnum(static_cast<UChar32>(code_point)) != 0;
}

}  // namespace minhbach::text
