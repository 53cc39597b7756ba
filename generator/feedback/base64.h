// Bytes as text in addresses, form fields and JSON (RFC 4648).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace minhbach::feedback {

/// Of addresses and file names, without padding.
std::string to_base64url(std::string_view bytes);
/// Nothing unless it is what `to_base64url` writes: one text for the same bytes, not several.
std::optional<std::string> from_base64url(std::string_view text);

/// The ordinary alphabet, with or without padding, as browsers write it.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace minhbach::feedback
