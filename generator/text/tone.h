// One place for the tone mark where two customs differ: hòa or hoà.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::text {

/// `text` (NFC) with the tone of a syllable that ends in oa, oe or uy put on its first vowel, as
/// state documents mostly write it: hoà → hòa, khoẻ → khỏe, uỷ → ủy. After q the u is no vowel, so
/// the tone stands on the y: qúy → quý. Everything else, closed syllables (hoàn) too, stays as it
/// is. For comparing exact forms; what an author wrote is shown as written.
std::string normalize_tone(std::string_view text);

}  // namespace minhbach::text
