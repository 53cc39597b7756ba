// A text file from the disk, made sure to be UTF-8 text before anything reads it.
#pragma once

#include <optional>
#include <string>

#include "base/source_text.h"
#include "disk/disk.h"

namespace minhbach::ingest {

inline constexpr std::uint64_t markdown_limit = 5u << 20;  ///< Bytes of one Markdown file.
inline constexpr std::uint64_t data_limit = 128u << 20;    ///< Bytes of one data file.

/// The file's text: byte order mark dropped, in NFC (with a note to the report when it was not).
/// Nothing, and an error in the report, when it cannot be read, is larger than `limit`, holds NUL
/// bytes or is not UTF-8. The file has been listed or looked up before, so that one that is missing
/// now has vanished; `size` is what the listing said, or 0.
std::optional<SourceText> load_text(const Disk& disk, const std::string& path, std::uint64_t size,
                                    std::uint64_t limit, Report& report);

}  // namespace minhbach::ingest
