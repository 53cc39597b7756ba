// ECMA 262 regular expressions rewritten for ICU, whose dialect differs in small but real ways.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace minhbach::schema {

/// `expression` (UTF-8, read as ECMA 262 does with its "u" flag) as an ICU expression that matches
/// the same texts; nullopt with `problem` set when it is not one or uses a part that is not allowed
/// here (back-references, flags, nested sets).
std::optional<std::string> ecma_to_icu(std::string_view expression, std::string& problem);

}  // namespace minhbach::schema
