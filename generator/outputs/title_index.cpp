// Writes the index of titles.
#include "outputs/title_index.h"

#include <algorithm>

#include <fmt/format.h>

#include "value/from_json.h"

namespace minhbach::outputs {

std::string title_index(const std::vector<TitleEntry>& entries) {
  std::vector<std::string> sections;
  std::string items;
  for (const TitleEntry& entry : entries) {
    auto section = std::find(sections.begin(), sections.end(), entry.section);
    if (section == sections.end()) section = sections.insert(section, entry.section);
    items += fmt::format("{}\n[{},{},{}]", items.empty() ? "" : ",", json_string(entry.title),
                         json_string(entry.url), section - sections.begin());
  }
  std::string names;
  for (const std::string& name : sections) names += (names.empty() ? "" : ",") + json_string(name);
  return fmt::format("{{\"phan\":[{}],\"muc\":[{}\n]}}\n", names, items);
}

}  // namespace minhbach::outputs
