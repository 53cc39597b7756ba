// What is wrong with a command line, in words for the person who typed it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/diagnostic.h"

namespace minhbach::cli {

/// Why `app` refused its arguments, with the nearest command or option. `error` is what its parser
/// threw; only its kind and the names in it are used, never its English.
Diagnostic explain_failure(const CLI::App& app, const CLI::ParseError& error);

/// An option whose value was forgotten, so that the option behind it was read as the value.
std::optional<Diagnostic> find_swallowed_option(const CLI::App& app);

/// A diagnostic about the command line or the whole site.
Diagnostic without_place(const Message& message, std::vector<std::string> arguments,
                         std::string nearest = {});

/// `a, b, c`
std::string joined(const std::vector<std::string>& names);

/// Like nearest_name, but also finds what was typed with diacritics, spaces or capitals.
std::string nearest_typed(std::string_view typed, const std::vector<std::string>& names);

}  // namespace minhbach::cli
