// A content type's JSON Schema file to its field table, and the checks across types.
#pragma once

#include <optional>
#include <vector>

#include "base/source_text.h"
#include "schema/type.h"
#include "value/node.h"

namespace minhbach::schema {

/// The type that `source` (site/types/<id>.schema.json) declares. The subset of JSON Schema 2020-12
/// is docs/schema.md; any other keyword is an error. All errors found are added to `diagnostics`;
/// nullopt when there is one.
std::optional<Type> read_type(const SourceText& source, std::vector<Diagnostic>& diagnostics);

/// What can only be judged when all types are known: `x-tham-chieu` names a type, no role is
/// declared twice.
void check_types(const std::vector<Type>& types, std::vector<Diagnostic>& diagnostics);

/// A choice (`enum`, `const`) or a value compared with one: text as it is, true/false, whole
/// numbers without a point whatever way they were written ("1.0" and "1e0" are "1").
std::string choice_text(const Node& node);
std::string choice_text(const FieldValue& value);

}  // namespace minhbach::schema
