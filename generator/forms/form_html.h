// The questions of a form as HTML: on the portal's pages, and on the endpoint's when something has
// to be mended.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forms/answers.h"
#include "schema/form.h"

namespace minhbach::forms {

/// One that a question to an agency may be for.
struct Agency {
  std::string id;
  std::string name;
};

struct FormPlace {
  std::string_view language = "vi";  ///< Of labels and words: "vi" or "en"; others read Vietnamese.
  std::string_view privacy_url;      ///< Where the page says what is kept; "" for no such line.
  /// Without any a question for an agency is left out.
  std::vector<Agency> agencies;
};

/// What stands inside <form>: what is wrong, the questions with the answers given so far, the trap
/// for robots, the button. The hidden fields are the caller's to add. Every text is escaped; ids
/// begin with "bm-" and the form's folder. Works without scripts.
std::string form_html(const schema::Form& form, const FormPlace& place, const Filled& filled);

/// The words of a form in a language, else in Vietnamese.
std::string_view title_of(const schema::Form& form, std::string_view language);
std::string_view help_of(const schema::Form& form, std::string_view language);
std::string_view button_of(const schema::Form& form, std::string_view language);
std::string_view thanks_of(const schema::Form& form, std::string_view language);
std::string_view label_of(const schema::Field& field, std::string_view language);
std::string_view help_of(const schema::Field& field, std::string_view language);
/// The label of the choice at `index`.
std::string_view choice_of(const schema::Field& field, std::size_t index,
                           std::string_view language);

}  // namespace minhbach::forms
