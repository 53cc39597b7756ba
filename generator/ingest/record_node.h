// A record's typed values back to a document, in the order of its type's fields.
#pragma once

#include <span>

#include "model/record.h"
#include "schema/type.h"
#include "value/node.h"

namespace minhbach::ingest {

/// A mapping with a member for each value that is not absent: dates as ISO 8601, numbers as JSON
/// has them, `chua_cong_bo` as the word.
Node record_node(const schema::Type& type, std::span<const FieldValue> values);

/// A text node, and a mapping's member, made by hand.
Node text_node(std::string_view text);
void set_member(Node& mapping, std::string_view key, Node value);

}  // namespace minhbach::ingest
