// The functions a template asks a portal with: cac_ban_ghi, moi_nhat, tro_den …
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "value/value.h"

namespace minhbach::pipeline {

class PortalView;

/// One function and the name templates call it by.
struct Query {
  std::string_view name;
  std::unique_ptr<Object> function;
};

/// All queries of docs/template_data.md, for `portal`, which must outlive them.
std::vector<Query> make_queries(const PortalView& portal);

}  // namespace minhbach::pipeline
