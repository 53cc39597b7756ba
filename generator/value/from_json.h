// JSON text to a document with places (the only folder that sees nlohmann/json).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source_text.h"
#include "value/node.h"

namespace minhbach {

/// The document in `source` (RFC 8259; a UTF-8 byte order mark is passed over), each node with the
/// line and column at which it starts. Fails at the first error of syntax, on a key that stands
/// twice in one object, and on nesting past 200 levels.
Result<Node> read_json(const SourceText& source);

/// `text` as a JSON string literal with its quotes, safe inside an HTML script element too
/// (`<`, `>`, `&`, U+2028 and U+2029 are written as \u escapes).
std::string json_string(std::string_view text);
/// The same at the end of `out`.
void append_json_string(std::string& out, std::string_view text);

}  // namespace minhbach
