// The page from which one of several previewed portals is chosen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "serve/shown.h"

namespace minhbach::serve {

/// A whole page with a link to each portal: at `host` as the browser wrote it (with or without a
/// port) and its own one of `ports`.
std::string portal_index(const Shown& shown, const std::vector<std::uint16_t>& ports,
                         std::string_view host);

}  // namespace minhbach::serve
