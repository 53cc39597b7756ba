// A form's JSON Schema file to its questions.
#pragma once

#include <optional>
#include <vector>

#include "base/source_text.h"
#include "schema/form.h"

namespace minhbach::schema {

/// The form that `source` (site/forms/<id>.schema.json) declares; the keywords are those of content
/// types (docs/schema.md). All errors found are added to `diagnostics`; nullopt when there is one.
std::optional<Form> read_form(const SourceText& source, std::vector<Diagnostic>& diagnostics);

/// What can only be judged when all forms are known: only surveys share a role.
void check_forms(const std::vector<Form>& forms, std::vector<Diagnostic>& diagnostics);

}  // namespace minhbach::schema
