// Pages that send a reader from a page's old address to its new one.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::outputs {

/// A small HTML page that works on any web host: canonical link, immediate refresh, and a plain
/// link for readers whose browser does not follow it. `label` is the words before the link;
/// `title_language` is that of the title where it is not the page's, else ""; `policy`:
/// model/page_policy.h.
std::string redirect_page(std::string_view url, std::string_view absolute_url,
                          std::string_view title, std::string_view label, std::string_view language,
                          std::string_view title_language, std::string_view policy);

}  // namespace minhbach::outputs
