// Is a file UTF-8 text, and if not, what is it most likely?
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/source_text.h"

namespace minhbach::text {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1258, tcvn3, unknown };

/// The likely encoding of a file's first part. Certain for UTF-8 and for UTF-16 with a byte order
/// mark; otherwise a judgement by which bytes stand where, good enough to word a hint.
Encoding guess_encoding(std::string_view bytes);

/// Why `source` cannot be read as text, placed at the first bad byte: it is not UTF-8, or it holds
/// NUL. Nothing when it can.
std::optional<Diagnostic> check_encoding(const SourceText& source);

/// A note at the first place that is not in NFC. The reader then takes `to_nfc` of the text.
std::optional<Diagnostic> note_not_nfc(const SourceText& source);

}  // namespace minhbach::text
