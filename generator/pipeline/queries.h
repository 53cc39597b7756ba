// The functions a template asks a portal with: cac_ban_ghi, moi_nhat, tro_den …
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "value/value.h"

namespace minhbach::pipeline {

class PageReader;

/// Adds all queries of docs/template_data.md to a page's globals.
void add_queries(const PageReader& page, Arena& arena, std::vector<Entry>& globals);

/// The answer to a call as PortalView::calls holds it; undefined when it is a mistake now.
Value answer_call(const PageReader& page, std::string_view call, Arena& arena);

/// The record behind a value; nothing when it is something else.
std::optional<std::uint32_t> record_of(const Value& value);

}  // namespace minhbach::pipeline
