// Unicode Normalization Form C: the one form in which all content is kept.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace minhbach::text {

/// Offset of the first code point that NFC would change or join, or nullopt when `text` (UTF-8) is
/// in NFC. Costs one pass without ICU for Vietnamese text that is.
std::optional<std::size_t> find_not_nfc(std::string_view text);

inline bool is_nfc(std::string_view text) { return !find_not_nfc(text); }

/// `text` (UTF-8) in NFC; a copy when it already is.
std::string to_nfc(std::string_view text);

}  // namespace minhbach::text
