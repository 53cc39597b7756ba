// What the preview adds to a page on its way to the browser, and only there.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::serve {

/// The page with the preview's script at its end. The site's policy (CSP) is widened as far as the
/// script needs, see `widen_policy`.
std::string add_preview(std::string_view html, std::string_view version);

/// A Content-Security-Policy that allows what `policy` allows, and script, style and connections of
/// the page's own origin, which the preview needs: the script follows the server's events.
std::string widen_policy(std::string_view policy);

}  // namespace minhbach::serve
