// Text as it stands in XML, in an element or in a double-quoted attribute.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::text {

/// `text` with &, <, >, " and ' escaped, and the characters that XML 1.0 forbids left out.
std::string xml_text(std::string_view text);
void append_xml_text(std::string& out, std::string_view text);

}  // namespace minhbach::text
