// The text of a new record's file: valid as it stands, with all that an editor needs to fill it in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/type.h"
#include "text/date.h"

namespace minhbach::cli {

/// What is known of the record to be.
struct SkeletonFacts {
  text::Date today;                           ///< For dates that must be there.
  std::map<std::string, std::string> values;  ///< By field: the title, what its address needs …
  std::map<std::string, std::vector<std::string>>
      ids;  ///< By type: records that can be referred to.
};

/// YAML with comments in Vietnamese: first the fields that must be there, each with a value, then
/// all others commented out by a '#' right before the name. A required value that is not known is
/// `chua_cong_bo`. A type that knows drafts (`nhap`) gives a draft, so that nothing unfinished is
/// published. With `is_page`, the YAML is the front matter of a Markdown file, and a body follows.
std::string make_skeleton(const schema::Type& type, const SkeletonFacts& facts, bool is_page);

}  // namespace minhbach::cli
