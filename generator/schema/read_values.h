// A document's values read by a type: typed, checked against every constraint, copied into an
// arena.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source_text.h"
#include "schema/type.h"
#include "value/arena.h"
#include "value/node.h"

namespace minhbach::schema {

/// What a required field may hold when its value has not been made public.
inline constexpr std::string_view undisclosed_word = "chua_cong_bo";

/// The values of one record, in the order of `type.fields`. `document` is a mapping; its unquoted
/// scalars (Node::Kind::plain) are typed by the field, all others must have the field's JSON type.
/// Everything wrong with the record is added to `diagnostics`, each at its place in `source`; the
/// values of a record with an error are not to be used. `defaults` (from read_defaults; may be
/// empty) stand in for fields the document does not have. Text is stored in NFC. The result and its
/// text live in `arena`.
std::span<const FieldValue> read_values(const Type& type, const Node& document, Arena& arena,
                                        const SourceText& source,
                                        std::vector<Diagnostic>& diagnostics,
                                        std::span<const FieldValue> defaults = {});

/// Values that stand in place of some of another record's: checked like a record's, but nothing is
/// missing.
std::span<const FieldValue> read_part(const Type& type, const Node& document, Arena& arena,
                                      const SourceText& source,
                                      std::vector<Diagnostic>& diagnostics,
                                      std::span<const FieldValue> defaults = {});

/// Fields that `values`, put together of two records, lack though the type asks for them: of each,
/// its index and what asks for it ("phi_le_phi: co"), "" for what is asked for in any case.
std::vector<std::pair<std::size_t, std::string>> lacking(const Type& type,
                                                         std::span<const FieldValue> values);

/// Values given once for many records (a table's provenance): checked like a record's, but nothing
/// is missing. They carry no place, because each record they go to stands elsewhere.
std::span<const FieldValue> read_defaults(const Type& type, const Node& document, Arena& arena,
                                          const SourceText& source,
                                          std::vector<Diagnostic>& diagnostics);

}  // namespace minhbach::schema
