// The preview's own script and style sheet, as browsers load them.
#pragma once

#include <string_view>

namespace minhbach::serve {

/// Under this path of every origin the preview answers for itself.
inline constexpr std::string_view own_path = "/_minhbach/";
inline constexpr std::string_view script_path = "/_minhbach/xem-truoc.js";
inline constexpr std::string_view style_path = "/_minhbach/xem-truoc.css";
inline constexpr std::string_view events_path = "/_minhbach/su-kien";

/// The event the script waits for: the version, a line end, the HTML of `problem_list` or "".
inline constexpr std::string_view state_event = "trang-thai";

std::string_view browser_script();
std::string_view browser_style();

}  // namespace minhbach::serve
