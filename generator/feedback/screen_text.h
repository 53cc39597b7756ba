// Numbers by which a person could be found, masked before anything is written.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::feedback {

/// `text` (UTF-8, NFC) with what looks like a number of an identity card (CCCD: 12 digits; the old
/// CMND: 9), a phone number, an e-mail address, a bank account or card replaced by words that say
/// so; however it is spaced, and in full-width digits too. Numbers of documents (123/2024/NĐ-CP),
/// dates, sums of money, codes of procedures, public hotlines (1800, 1900) and tax codes that are
/// called so stay. Where it is in doubt, a long number goes: a lost number can be asked for again.
std::string screen_text(std::string_view text);

}  // namespace minhbach::feedback
