// What the sources define and the documents must therefore mention.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "source_tree.h"

namespace minhbach::architecture {

/// Every code of a diagnostic ("MB0312") written as a string in `files`, outside comments, with the
/// places ("path:line") where it stands. A code that is defined once has one place.
std::map<std::string, std::vector<std::string>> codes_in(const std::vector<SourceFile>& files);

/// The codes that have a heading "## MB0312 …" in `documents`, with the places of those headings.
std::map<std::string, std::vector<std::string>> headings_in(
    const std::vector<SourceFile>& documents);

/// The first string handed to each call of `function` in `text`: literals_after(text,
/// "add_option(") gives "-j,--jobs". A call whose first argument is no literal is left out.
std::vector<std::string> literals_after(std::string_view text, std::string_view function);

/// String literals of `text` that are names (small letters, digits, '_', '-', '$'), outside
/// comments, each once, sorted: the keys a file reads, the filters it defines.
std::vector<std::string> names_in(std::string_view text);

/// What stands between backticks in a document and is the path of a source file: a folder, a name,
/// an ending that we write (.h, .cpp, .txt, .py).
std::vector<std::string> files_named_in(std::string_view document);

/// Parts of `text` between commas, without spaces around them.
std::vector<std::string> parts_of(std::string_view text);

}  // namespace minhbach::architecture
