// Writes the index of titles.
#include "outputs/title_index.h"

#include <algorithm>

#include <fmt/format.h>

#include "value/from_json.h"

namespace minhbach::outputs {

void TitleIndex::add(std::string_view title, std::string_view url, std::string_view section) {
  auto at = std::find(sections_.begin(), sections_.end(), section);
  if (at == sections_.end()) at = sections_.insert(at, std::string(section));
  items_ += fmt::format("{}\n[{},{},{}]", items_.empty() ? "" : ",", json_string(title),
                        json_string(url), at - sections_.begin());
}

std::string TitleIndex::finish() {
  std::string names;
  for (const std::string& name : sections_) names += (names.empty() ? "" : ",") + json_string(name);
  return fmt::format("{{\"phan\":[{}],\"muc\":[{}\n]}}\n", names, items_);
}

}  // namespace minhbach::outputs
