// Names as small numbers, so that a render looks variables up by index.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace minhbach::templates {

using Symbol = std::uint32_t;

/// All variable names of a template set. Names are borrowed from the set's arena. Grows while
/// templates are parsed, then only read.
class Symbols {
 public:
  Symbol intern(std::string_view name) {
    const auto [at, added] = ids_.try_emplace(name, static_cast<Symbol>(names_.size()));
    if (added) names_.push_back(name);
    return at->second;
  }

  /// The symbol of `name`, or `size()` when no template uses that name.
  Symbol find(std::string_view name) const {
    const auto at = ids_.find(name);
    return at == ids_.end() ? static_cast<Symbol>(names_.size()) : at->second;
  }

  std::string_view name(Symbol symbol) const { return names_[symbol]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string_view, Symbol> ids_;
  std::vector<std::string_view> names_;
};

}  // namespace minhbach::templates
