// A text file from the disk, made sure to be UTF-8 text before anything reads it.
#pragma once

#include <optional>
#include <string>

#include "base/source_text.h"
#include "disk/disk.h"

namespace minhbach::ingest {

inline constexpr std::uint64_t markdown_limit = 5u << 20;  ///< Bytes of one Markdown file.
inline constexpr std::uint64_t data_limit = 64u << 20;     ///< Bytes of one data file.

/// The file's bytes. Nothing, and an error in the report, when it cannot be read or is larger than
/// `limit`. It has been listed or looked up before, so that one that is missing now has vanished;
/// `size` is what the listing said, or 0.
std::optional<std::string> load_bytes(const Disk& disk, const std::string& path, std::uint64_t size,
                                      std::uint64_t limit, Report& report);

/// `bytes` as text: byte order mark dropped, in NFC (with a note to the report when it was not).
/// Nothing, and an error in the report, when they hold NUL bytes or are not UTF-8.
std::optional<SourceText> text_of(const std::string& path, std::string bytes, Report& report);

/// Both, one after the other.
std::optional<SourceText> load_text(const Disk& disk, const std::string& path, std::uint64_t size,
                                    std::uint64_t limit, Report& report);

}  // namespace minhbach::ingest
