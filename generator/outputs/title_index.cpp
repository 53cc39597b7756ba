// Writes the index of titles.
#include "outputs/title_index.h"

#include <algorithm>

#include <fmt/format.h>

#include "value/from_json.h"

namespace minhbach::outputs {

void TitleIndex::add(const Text& title, std::string_view url, const Text& section) {
  std::string name;
  if (!section.language.empty()) name += '[';
  append_json_string(name, section.text);
  if (!section.language.empty()) {
    name += ',';
    append_json_string(name, section.language);
    name += ']';
  }
  auto at = std::find(sections_.begin(), sections_.end(), name);
  if (at == sections_.end()) at = sections_.insert(at, std::move(name));
  items_ += items_.empty() ? "\n[" : ",\n[";
  append_json_string(items_, title.text);
  items_ += ',';
  append_json_string(items_, url);
  items_ += ',';
  items_ += std::to_string(at - sections_.begin());
  if (!title.language.empty()) {
    items_ += ',';
    append_json_string(items_, title.language);
  }
  items_ += ']';
}

std::string TitleIndex::finish() {
  std::string names;
  for (const std::string& name : sections_) names += (names.empty() ? "" : ",") + name;
  return fmt::format("{{\"phan\":[{}],\"muc\":[{}\n]}}\n", names, items_);
}

}  // namespace minhbach::outputs
