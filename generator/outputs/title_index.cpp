// Writes the index of titles.
#include "outputs/title_index.h"

#include <algorithm>

#include <fmt/format.h>

#include "value/from_json.h"

namespace minhbach::outputs {

void TitleIndex::add(const Text& title, std::string_view url, const Text& section) {
  const std::string name =
      section.language.empty()
          ? json_string(section.text)
          : fmt::format("[{},{}]", json_string(section.text), json_string(section.language));
  auto at = std::find(sections_.begin(), sections_.end(), name);
  if (at == sections_.end()) at = sections_.insert(at, name);
  items_ += fmt::format("{}\n[{},{},{}", items_.empty() ? "" : ",", json_string(title.text),
                        json_string(url), at - sections_.begin());
  if (!title.language.empty()) items_ += "," + json_string(title.language);
  items_ += "]";
}

std::string TitleIndex::finish() {
  std::string names;
  for (const std::string& name : sections_) names += (names.empty() ? "" : ",") + name;
  return fmt::format("{{\"phan\":[{}],\"muc\":[{}\n]}}\n", names, items_);
}

}  // namespace minhbach::outputs
