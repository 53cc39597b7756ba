// What kind of address a link or picture names, and which kinds are let through.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace minhbach::markdown {

enum class TargetKind : std::uint8_t {
  site,      ///< Of this site: relative, from its root, or an anchor. Resolved later.
  external,  ///< http or https with a host.
  contact,   ///< mailto or tel.
  empty,
  host_only,  ///< `//host/…`: takes the page's scheme; not let through.
  refused,    ///< Any other scheme, or control characters: not let through.
};

/// Judges `url` as a browser would read it: leading blanks and controls are passed over, tabs and
/// line ends inside do not count, `\` is `/`. Whatever a browser might run is `refused`.
TargetKind classify_target(std::string_view url);

/// The scheme before the first colon in lower case, without what browsers pass over; "" when none.
std::string scheme_of(std::string_view url);

}  // namespace minhbach::markdown
