// Receipts: what a reader keeps to ask later what became of a submission.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "feedback/seal.h"

namespace minhbach::feedback {

/// 10 bytes: 80 bits that nobody without the key can guess.
using Receipt = std::string;

/// The receipt of what was sent with `nonce`, signed by `key`. Made of it and not of chance: the
/// same submission, sent twice, has the same receipt wherever it arrives, and one unique column
/// keeps both apart.
Receipt receipt_of(const Seal& seal, std::size_t key, std::string_view nonce);

/// "7K2M-0QXV-…": Crockford's base32 in four groups.
std::string to_text(const Receipt& receipt);

/// As people type it: any case, O for 0, I and L for 1, with or without hyphens and spaces.
std::optional<Receipt> read_receipt(std::string_view text);

}  // namespace minhbach::feedback
