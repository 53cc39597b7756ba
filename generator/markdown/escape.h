// Text and addresses made safe for HTML.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::markdown {

/// Appends `text` for element content or a double-quoted attribute: & < > " become entities.
void append_escaped(std::string& out, std::string_view text);

/// Appends an address for a double-quoted attribute: bytes that no URL may hold are
/// percent-encoded; what is percent-encoded already stays.
void append_escaped_url(std::string& out, std::string_view url);

}  // namespace minhbach::markdown
