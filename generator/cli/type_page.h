// The documentation page of a content type, from its schema alone.
#pragma once

#include <string>
#include <vector>

#include "cli/field_words.h"
#include "schema/type.h"

namespace minhbach::cli {

/// Markdown: what the type is, where its records lie, every field with label, kind, rule and legal
/// basis, when which field is required, and a record to start from.
std::string type_page(const schema::Type& type, const FieldWords& words);

/// Markdown: the types with links to their pages ("thu_tuc.md").
std::string type_index(const std::vector<schema::Type>& types, const FieldWords& words);

/// A record of the type with all that must be there, as YAML: the examples of the schema, else
/// values of the right kind.
std::string example_record(const schema::Type& type);

}  // namespace minhbach::cli
