// Whether a text is an address: the formats uri, uri-reference and email.
#pragma once

#include <string_view>

namespace minhbach::schema {

/// RFC 3986 with a scheme; one that runs code (javascript:, data:, vbscript:) is none.
bool is_uri(std::string_view text);
/// RFC 3986, with or without a scheme: also a path relative to the content file.
bool is_uri_reference(std::string_view text);
/// name@host.tld, as mail servers here accept it: ASCII, no quotes, no comments.
bool is_email(std::string_view text);

}  // namespace minhbach::schema
