// What a reader's browser sends, taken apart into answers: form fields and JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "forms/answers.h"

namespace minhbach::forms {

/// More names and values than any form has are not looked at.
inline constexpr std::size_t most_answers = 256;

enum class Decoded : std::uint8_t {
  good,
  malformed,  ///< Not what the content type says.
  too_many,
  not_text,  ///< Not UTF-8, or with control characters that no keyboard has.
};

/// `application/x-www-form-urlencoded`. Texts come out in NFC, line ends as LF, without marks that
/// turn the direction of what stands around them and without invisible ones; nothing is put into
/// `answers` unless all is good.
Decoded decode_urlencoded(std::string_view body, std::vector<Answer>& answers);

/// An object of texts, numbers, booleans (false: not given), lists of texts, and objects of texts,
/// which become "question.row".
Decoded decode_json(std::string_view body, std::vector<Answer>& answers);

}  // namespace minhbach::forms
