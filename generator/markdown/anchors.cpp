// Slugs made unique within a body.
#include "markdown/anchors.h"

#include "text/slug.h"

namespace minhbach::markdown {

std::string Anchors::heading_id(std::string_view text) {
  ++headings_;
  std::string slug = text::slug(text);
  if (slug.empty()) slug = "muc-" + std::to_string(headings_);
  const std::string base = prefix_ + slug;
  std::string id = base;
  int& number = next_number_.try_emplace(base, 2).first->second;
  while (!taken_.insert(id).second) id = base + "-" + std::to_string(number++);
  return id;
}

std::string Anchors::fixed_id(std::string_view name) {
  std::string id = prefix_ + std::string(name);
  taken_.insert(id);
  return id;
}

std::vector<std::string> Anchors::sorted() const {
  std::vector<std::string> out(taken_.begin(), taken_.end());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace minhbach::markdown
