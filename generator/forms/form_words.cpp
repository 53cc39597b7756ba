// Labels of forms in the reader's language.
#include "forms/form_html.h"

namespace minhbach::forms {
namespace {

using schema::Labels;

/// A label in `language` where there is one that is not empty.
std::string_view in_language(const std::vector<Labels>& translations, std::string_view language,
                             std::string Labels::*which, std::string_view own) {
  const Labels* found = schema::find_labels(translations, language);
  return found != nullptr && !(found->*which).empty() ? std::string_view(found->*which) : own;
}

}  // namespace

std::string_view title_of(const schema::Form& form, std::string_view language) {
  return in_language(form.translations, language, &Labels::title, form.title);
}

std::string_view help_of(const schema::Form& form, std::string_view language) {
  return in_language(form.translations, language, &Labels::help, form.help);
}

std::string_view button_of(const schema::Form& form, std::string_view language) {
  return in_language(form.translations, language, &Labels::button, form.button);
}

std::string_view thanks_of(const schema::Form& form, std::string_view language) {
  return in_language(form.translations, language, &Labels::thanks, form.thanks);
}

std::string_view label_of(const schema::Field& field, std::string_view language) {
  const std::string_view own = field.label.empty() ? field.name : field.label;
  return in_language(field.translations, language, &Labels::title, own);
}

std::string_view help_of(const schema::Field& field, std::string_view language) {
  return in_language(field.translations, language, &Labels::help, field.help);
}

std::string_view choice_of(const schema::Field& field, std::size_t index,
                           std::string_view language) {
  const Labels* found = schema::find_labels(field.translations, language);
  if (found != nullptr && index < found->choices.size()) return found->choices[index];
  const schema::Constraints& rules = field.constraints;
  return index < rules.choice_labels.size() ? rules.choice_labels[index] : rules.choices[index];
}

}  // namespace minhbach::forms
