// Names for addresses: "57/KH-UBND" is 57-kh-ubnd.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace minhbach::text {

/// `text` as a–z, 0–9 and single hyphens inside, at most `max_length` bytes, cut between words
/// where it can be. Two texts may share one slug, and a text without a letter or digit of Latin
/// script has none (""): both are the caller's to settle.
std::string slug(std::string_view text, std::size_t max_length = 80);

}  // namespace minhbach::text
