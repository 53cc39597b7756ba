// Sorting by attributes and without regard to case: what sort, unique, groupby and others share.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "templates/operations.h"

namespace minhbach::templates {

struct SortOptions {
  bool case_sensitive = false;
  bool reverse = false;
  std::string_view
      attribute;  ///< A path, or several with commas; "" compares the items themselves.
};

/// What an item is compared by; texts in lower case unless the case matters. Fails when the item
/// lacks the attribute.
Result<Value> key_of(const Value& item, std::string_view attribute, bool case_sensitive,
                     std::string_view filter, const Tools& tools);

/// A stable sort. Fails for items that have no order among each other.
Result<Value> sort_values(std::span<const Value> items, const SortOptions& options,
                          std::string_view filter, const Tools& tools);

/// Options from the arguments as bound; undefined ones keep their defaults.
Result<std::string_view> attribute_of(const Value& argument, Arena& arena);

}  // namespace minhbach::templates
