// Chooses words in the language of a page, and says which are not.
#include "pipeline/words.h"

#include <algorithm>

namespace minhbach::pipeline {
namespace {

bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0xC3;
  });
}

/// "vi" and "vi-VN" are one language here.
std::string_view letters_of(std::string_view language) { return language.substr(0, 2); }

/// `own` is of a type's file.
Words in_label_language(const Portal& portal, std::string_view own, std::string_view translated) {
  if (!translated.empty()) return {translated, portal.language};
  return {own, schema::label_language};
}

template <typename Labelled>
const schema::Labels* labels_of(const Portal& portal, const Labelled& of) {
  return schema::find_labels(of.translations, letters_of(portal.language));
}

}  // namespace

Value in_page_language(const Portal& portal, const Value& words, std::string_view language) {
  const bool is_other = letters_of(language) != letters_of(portal.language);
  return is_other && words.is_text() ? words.in_language(letters_of(language)) : words;
}

Value words_value(const Portal& portal, Words words) {
  const Value text = Value::text(words.text);
  return has_letters(words.text) ? in_page_language(portal, text, words.language) : text;
}

std::string_view counted_words(std::string_view words, bool is_one) {
  const std::size_t bar = words.find('|');
  if (bar == std::string_view::npos) return words;
  return is_one ? words.substr(0, bar) : words.substr(bar + 1);
}

Words label_of(const Portal& portal, const schema::Field& field) {
  const schema::Labels* labels = labels_of(portal, field);
  return in_label_language(portal, field.label,
                           labels != nullptr ? std::string_view(labels->title) : "");
}

Words unit_of(const Portal& portal, const schema::Field& field) {
  const schema::Labels* labels = labels_of(portal, field);
  return in_label_language(portal, field.unit,
                           labels != nullptr ? std::string_view(labels->unit) : "");
}

Words choice_label(const Portal& portal, const schema::Field& field, std::string_view choice) {
  const std::vector<std::string>& choices = field.constraints.choices;
  const std::vector<std::string>& own = field.constraints.choice_labels;
  const auto at =
      static_cast<std::size_t>(std::find(choices.begin(), choices.end(), choice) - choices.begin());
  if (at == choices.size()) return {choice, schema::label_language};
  const schema::Labels* labels = labels_of(portal, field);
  const bool is_translated = labels != nullptr && !labels->choices.empty();
  return in_label_language(portal, own.empty() ? choice : std::string_view(own[at]),
                           is_translated ? std::string_view(labels->choices[at]) : "");
}

Words section_words(const Portal& portal, const schema::Type& type) {
  const auto own = std::find_if(
      portal.sections.begin(), portal.sections.end(),
      [&](const Section& section) { return section.type == type.id && !section.title.empty(); });
  const bool has_own = own != portal.sections.end();
  if (has_own && !own->title_language.empty()) return {own->title, own->title_language};
  const schema::Labels* labels = labels_of(portal, type);
  const std::string_view label = labels == nullptr        ? std::string_view()
                                 : labels->plural.empty() ? std::string_view(labels->title)
                                                          : std::string_view(labels->plural);
  // The portal's own words, where they are in another language, count for less than a label.
  if (has_own && (label.empty() || !portal.is_further_language()))
    return {own->title, portal.languages.front()};
  return in_label_language(portal, type.title, label);
}

Words type_words(const Portal& portal, const schema::Type& type) {
  const schema::Labels* labels = labels_of(portal, type);
  if (labels != nullptr && !labels->title.empty()) return {labels->title, portal.language};
  return section_words(portal, type);
}

std::string_view description_language(const Portal& portal, const Section& section) {
  return section.description_language.empty() ? std::string_view(portal.languages.front())
                                              : section.description_language;
}

std::string_view field_language(const Assembly& assembly, std::uint32_t record, std::size_t field) {
  const std::string_view own = assembly.site->field_language(record, field);
  return own.empty() ? std::string_view(assembly.portal->languages.front()) : own;
}

Words title_words(const Assembly& assembly, std::uint32_t record) {
  const std::optional<std::size_t> field = assembly.site->common_of(record).title;
  return {assembly.site->title(record),
          field ? field_language(assembly, record, *field) : assembly.language_of(record)};
}

}  // namespace minhbach::pipeline
