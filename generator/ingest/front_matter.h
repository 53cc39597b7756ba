// Splits a Markdown file into its YAML front matter and its body.
#pragma once

#include <string_view>

#include "base/result.h"
#include "base/source_text.h"

namespace minhbach::ingest {

struct FrontMatter {
  std::size_t yaml_from = 0;  ///< Byte offsets into the file's text: the YAML between the lines
  std::size_t yaml_to = 0;    ///< of three dashes, without them.
  std::string_view body;      ///< The rest, borrowed from the source.
  int body_line = 0;          ///< 1-based.
};

/// The file must start with a line `---`; the next line `---` ends the front matter.
Result<FrontMatter> split_front_matter(const SourceText& source);

}  // namespace minhbach::ingest
