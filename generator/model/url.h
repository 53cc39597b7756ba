// Addresses inside a portal: root-relative paths, their parts, and the files that answer them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace minhbach {

/// A portal's page address is root-relative without the base path: "/thu-tuc/1.004222/". It starts
/// with '/', and ends with '/' or with a file name that has an extension ("/404.html").

/// The output file that answers `url`: "/a/b/" is "a/b/index.html", "/404.html" is "404.html".
std::string output_path(std::string_view url);

/// The addresses above `url`, from "/" down, without itself: "/a/b/" gives "/", "/a/".
std::vector<std::string_view> ancestors(std::string_view url);

/// `relative` as written in `file` ("content/x/a.md" and "../y/b.md") as a path from the root, with
/// "." and ".." gone, of which `file` has none; "" when it climbs out of the root.
std::string resolve_path(std::string_view file, std::string_view relative);

/// Percent-encodes what may not stand in a URL path (RFC 3986), leaving '/' and UTF-8 letters'
/// bytes encoded; input is a plain path.
std::string encode_path(std::string_view path);
/// The same at the end of `out`.
void append_encoded_path(std::string& out, std::string_view path);

/// The plain text of a percent-encoded path; a broken escape stays as it is.
std::string decode_path(std::string_view path);

/// One part of an address, made of a text. Codes keep their dots ("1.004222"), all else becomes a
/// slug; "" when nothing in it can stand in an address.
std::string address_part(std::string_view text);

}  // namespace minhbach
