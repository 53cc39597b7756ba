// What the pages of a portal may load, and where they may send: their Content-Security-Policy.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/portal.h"

namespace minhbach {

/// The origin ("https://y-kien.example") of the feedback endpoint's address; nothing unless that is
/// https, or http on this machine, and plain: no query, no user, no final '/'.
std::optional<std::string> endpoint_origin(std::string_view address);

/// The same on every page of the portal: its own origin alone, no inline script or style. Only a
/// portal that takes feedback may send to one origin more, that of its endpoint. As pages say it
/// themselves (`<meta>`), on whatever host they lie.
std::string page_policy(const Portal& portal);

/// The same as hosts say it: with what browsers take from a header alone.
std::string header_policy(const Portal& portal);

}  // namespace minhbach
