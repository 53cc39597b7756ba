// A record with a body of its own as the text of a Markdown file, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/source_text.h"
#include "schema/type.h"
#include "value/node.h"

namespace minhbach::ingest {

/// Under this name imports carry the text below the fields, of types that need one.
inline constexpr std::string_view body_member = "toan_van";

/// The file's text: all other members as front matter, in which JSON is valid YAML, then the body.
std::string page_text(const Node& record);

/// The record in a file, typed by `type`, its body under `body_member`. Nothing, with errors in the
/// report, when it cannot be read.
std::optional<Node> read_page_text(const SourceText& source, const schema::Type& type,
                                   Report& report);

}  // namespace minhbach::ingest
