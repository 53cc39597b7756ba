// Words and the language they are in: of records, of types' labels, of a portal.
#pragma once

#include "pipeline/assemble_portal.h"
#include "value/value.h"

namespace minhbach::pipeline {

/// A text for readers; whoever made it outlives it.
struct Words {
  std::string_view text;
  std::string_view language;
};

/// As templates print them on a page of `portal`: marked where they are in another language than
/// the page's. Codes and numbers, which have no letters, are in every language.
Value words_value(const Portal& portal, Words words);

/// The same of a text or of HTML that is known to be words.
Value in_page_language(const Portal& portal, const Value& words, std::string_view language);

/// Of "item|items" the part for one or for any other number; without '|' all of it.
std::string_view counted_words(std::string_view words, bool is_one);

/// Labels in the portal's language where the type gives them, else as its file has them.
Words label_of(const Portal& portal, const schema::Field& field);
Words unit_of(const Portal& portal, const schema::Field& field);
/// A choice's label; the choice itself when it has none.
Words choice_label(const Portal& portal, const schema::Field& field, std::string_view choice);

/// What a section is called: the portal's own words, else the type's.
Words section_words(const Portal& portal, const schema::Type& type);
/// What one record of a type is called: the type's label, else as its section.
Words type_words(const Portal& portal, const schema::Type& type);

std::string_view description_language(const Portal& portal, const Section& section);

/// The languages of a record's title and of a field's value.
std::string_view field_language(const Assembly& assembly, std::uint32_t record, std::size_t field);
Words title_words(const Assembly& assembly, std::uint32_t record);

}  // namespace minhbach::pipeline
