// YAML to a document with places (the only folder that sees libyaml).
#pragma once

#include "base/result.h"
#include "base/source_text.h"
#include "value/node.h"

namespace minhbach::ingest {

/// Deepest nesting of lists and mappings that an author may write.
inline constexpr int yaml_nesting_limit = 32;

/// The YAML between two byte offsets of `source`, places being those in the whole file. Scalars are
/// not typed: unquoted ones are Node::Kind::plain (with empty text where nothing was written),
/// quoted and block ones Node::Kind::text, a block without its last line end. Refused: anchors,
/// aliases, tags, directives, several documents, keys that are not scalars, a key that stands
/// twice. Nothing but comments is an empty mapping.
Result<Node> read_yaml(const SourceText& source, std::size_t from, std::size_t to);
Result<Node> read_yaml(const SourceText& source);

}  // namespace minhbach::ingest
