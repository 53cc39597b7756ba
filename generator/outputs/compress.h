// Compressed copies of outputs, for hosts that send them as they lie: the only file that sees zlib
// and Brotli.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace minhbach::outputs {

/// Endings of the copies: "a.html" has "a.html.br" and "a.html.gz".
inline constexpr std::string_view copy_endings[] = {".br", ".gz"};

/// True for text, by the file's name; pictures, fonts and office files are compressed already.
bool is_compressible(std::string_view path);

/// `bytes` as the copy with that ending holds them: the same bytes each time, without date or name.
/// Nothing when a copy would be of no use: of what fits into one packet anyway, or does not shrink.
std::optional<std::string> compressed(std::string_view bytes, std::string_view ending);

}  // namespace minhbach::outputs
