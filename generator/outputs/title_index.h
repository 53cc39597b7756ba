// The titles of all pages as JSON, for a first simple search in the browser.
#pragma once

#include <string>
#include <vector>

namespace minhbach::outputs {

struct TitleEntry {
  std::string title;
  std::string url;      ///< Root-relative, with the base path.
  std::string section;  ///< The type's title.
};

/// `{"phan":["section",…],"muc":[["title","url",section number],…]}`: arrays and numbered sections,
/// because a phone fetches it (docs/formats.md). The reader folds the titles itself.
std::string title_index(const std::vector<TitleEntry>& entries);

}  // namespace minhbach::outputs
