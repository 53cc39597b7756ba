// The titles of all pages as JSON, for a first simple search in the browser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace minhbach::outputs {

/// `{"phan":["section",…],"muc":[["title","url",section number],…]}`: arrays and numbered sections,
/// because a phone fetches it (docs/formats.md); a title in another language than the page's has
/// that behind the number, and such a section is `["section","language"]`. The reader folds the
/// titles itself.
class TitleIndex {
 public:
  /// Words, and their language where it is not the page's; else "".
  struct Text {
    std::string_view text;
    std::string_view language = {};
  };

  /// `url`: root-relative, with the base path. `section`: the type's title.
  void add(const Text& title, std::string_view url, const Text& section);
  std::string finish();

 private:
  std::vector<std::string> sections_;  ///< As JSON.
  std::string items_;
};

}  // namespace minhbach::outputs
