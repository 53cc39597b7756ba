// Makes text harmless for the place where it is printed; each appends in one pass over the bytes.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::templates {

/// & < > " ' as entities: for text between tags and for quoted attributes, in HTML and XML.
void append_escaped(std::string& out, std::string_view text);

/// The text of HTML: tags and comments left out, entities resolved, white space runs as one space.
std::string strip_tags(std::string_view html);

/// The length of the tag, comment or entity that HTML begins with; one byte when it is none.
std::size_t tag_length(std::string_view html);

/// What a link with a forbidden scheme is replaced with: it leads nowhere and can be searched for.
inline constexpr std::string_view blocked_link = "about:invalid#lien-ket-bi-chan";

/// Whether a link is relative or of the scheme http, https, mailto or tel, seen as a browser sees
/// it: white space and control characters before and inside the scheme do not hide it.
bool is_safe_link(std::string_view link);
/// The same for each address in a srcset.
bool is_safe_link_set(std::string_view links);

/// Escaped like an attribute; a ':' before any '/', '?' or '#' is printed as %3A, so that the value
/// cannot complete a scheme.
void append_link_part(std::string& out, std::string_view text);

/// The inside of a JSON string, without its quotes, safe inside a script element.
void append_json_text(std::string& out, std::string_view text);

}  // namespace minhbach::templates
