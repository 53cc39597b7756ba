// libyaml's complaints in words an author understands.
#pragma once

#include <string_view>

#include <yaml.h>

#include "base/source_text.h"

namespace minhbach::ingest {

/// What the failed `parser` found wrong in `yaml`, a part of `source` whose first line is `line`.
Diagnostic explain_yaml_error(const yaml_parser_t& parser, const SourceText& source,
                              std::string_view yaml, int line);

/// The code ("U+00A0") of a space of another kind, or of no width, at either end of `text`; "" when
/// there is none. Pasted text brings them in, and nobody sees them.
std::string odd_space_around(std::string_view text);

/// `tieu_de:Một` in a line: a key glued to its value. Null message when the line has none.
bool has_glued_colon(std::string_view line, std::vector<std::string>& arguments);

}  // namespace minhbach::ingest
