// UTF-8 by hand: reading and writing code points, and finding the first byte that is not UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace minhbach::text {

/// The code point at `offset`, which is moved past it. A byte that does not belong reads as U+FFFD
/// and moves on by one, so that a loop over any bytes ends.
char32_t next_code_point(std::string_view text, std::size_t& offset);

void append_code_point(std::string& out, char32_t code_point);

std::size_t count_code_points(std::string_view text);

/// Offset of the first byte that is not part of well-formed UTF-8 (overlong forms, surrogates and
/// code points past U+10FFFF are not), or nullopt when there is none.
std::optional<std::size_t> find_bad_byte(std::string_view text);

inline bool is_utf8(std::string_view text) { return !find_bad_byte(text); }

/// `text` with U+FFFD for each byte that is not part of well-formed UTF-8.
std::string well_formed(std::string_view text);

/// Spaces of all widths, tabs and line ends; the no-break ones too.
bool is_space(char32_t code_point);

/// `text` without the spaces (of any kind) at its two ends.
std::string_view trim(std::string_view text);

/// How many bytes at the start of `text` are, at a glance, well-formed UTF-8 in NFC: ASCII, Latin
/// letters with their marks composed, dashes and quotes. What follows has to be looked at closely.
std::size_t plain_prefix(std::string_view text);

}  // namespace minhbach::text
