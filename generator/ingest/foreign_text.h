// Text of other systems, perhaps with HTML in it, made safe for our fields.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::ingest {

/// True when there is a tag or a character reference in it.
bool holds_html(std::string_view text);

/// The text alone: paragraphs, line breaks and items of lists become lines ("- " before an item),
/// cells of a table stand behind one another with " | " between; tags, comments, scripts and styles
/// go, character references become characters, and a web link stands behind its text. A '<' that
/// begins no tag stays.
std::string text_of_html(std::string_view html);

/// Lines without spaces at their ends, at most one empty line in a row, none at the two ends;
/// NFC; without control and zero-width characters.
std::string tidy_lines(std::string_view text);

/// Tidy text on one line, runs of space as one.
std::string one_line(std::string_view text);

/// Markdown that shows tidy plain text: "+ ", "- " and "* " at the start of a line begin items of a
/// list, everything else that Markdown would take for markup is escaped.
std::string markdown_of_text(std::string_view text);

}  // namespace minhbach::ingest
