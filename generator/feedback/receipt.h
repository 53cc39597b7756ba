// Receipts: what a reader keeps to ask later what became of a submission.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace minhbach::feedback {

constexpr std::size_t receipt_bytes = 10;

/// 80 bits that nobody without the key can guess.
using Receipt = std::string;

/// "7K2M-0QXV-…": Crockford's base32 in four groups.
std::string to_text(const Receipt& receipt);

/// As people type it: any case, O for 0, I and L for 1, with or without hyphens and spaces.
std::optional<Receipt> read_receipt(std::string_view text);

}  // namespace minhbach::feedback
