// The titles of all pages as JSON, for a first simple search in the browser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace minhbach::outputs {

/// `{"phan":["section",…],"muc":[["title","url",section number],…]}`: arrays and numbered sections,
/// because a phone fetches it (docs/formats.md). The reader folds the titles itself.
class TitleIndex {
 public:
  /// `url`: root-relative, with the base path. `section`: the type's title.
  void add(std::string_view title, std::string_view url, std::string_view section);
  std::string finish();

 private:
  std::vector<std::string> sections_;
  std::string items_;
};

}  // namespace minhbach::outputs
