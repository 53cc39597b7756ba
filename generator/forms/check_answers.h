// Holds a reader's answers against the form's questions.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "forms/answers.h"
#include "forms/form_html.h"
#include "schema/form.h"

namespace minhbach::forms {

/// The answers of `given` (as decode.h made them; names that begin with '_' are not looked at) that
/// the form asks for, without empty ones and without spaces around, in the order of its questions;
/// and what is wrong, in `language`. An agency
/// is answered with the id of one of `agencies`. Where there is a fault, the answers are those
/// given, so that nobody types twice.
Filled check_answers(const schema::Form& form, const std::vector<Answer>& given,
                     std::string_view language, std::span<const Agency> agencies);

}  // namespace minhbach::forms
