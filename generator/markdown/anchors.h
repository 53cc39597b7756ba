// The ids of one body: stable names for headings, no two the same.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace minhbach::markdown {

class Anchors {
 public:
  explicit Anchors(std::string prefix) : prefix_(std::move(prefix)) {}

  /// The id of the next heading: the slug of its text; `muc-N` for the N-th heading when that is
  /// empty; with -2, -3 … when the name is taken.
  std::string heading_id(std::string_view text);

  /// Takes a name that no slug can be (it holds an underscore) and gives the id.
  std::string fixed_id(std::string_view name);

  /// All ids given, sorted.
  std::vector<std::string> sorted() const;

 private:
  std::string prefix_;
  int headings_ = 0;
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, int> next_number_;  ///< So that many equal headings cost little.
};

}  // namespace minhbach::markdown
