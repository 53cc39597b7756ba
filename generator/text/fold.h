// Text as people type it when they search: no marks, no case, one kind of quote and dash.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::text {

/// `text` (UTF-8, any normal form) reduced to what two spellings of one phrase share:
///  - letters in lower case without tone and vowel marks; đ, and its look-alikes ð and ɖ, become d;
///  - compatibility forms become plain ones (² → 2, ﬁ → fi, full-width letters → ASCII);
///  - quotes become ' or ", dashes become -;
///  - soft hyphens and zero-width characters go; runs of space become one; none at the two ends.
/// So hòa = hoà = hoa, uỷ = ủy = uy. The vowel signs of other scripts (Khmer, Chăm) stay: there
/// they are letters. The result is UTF-8, and ASCII for Vietnamese.
std::string fold(std::string_view text);

}  // namespace minhbach::text
