// The format of the template spec files, and their reader.
//
// A spec file holds cases. A case begins with `=== title`; sections begin with `--- name`:
//
//   === a value is escaped
//   {{ x }}                        the main template, "main.html"
//   --- part.html                  any further template (a first section of this form, directly
//                                  under the title, gives the main template another name)
//   --- data                       the variables, as JSON; {"$markup": "<b>"} is markup
//   --- output                     what it prints, byte for byte
//   &lt;
//   --- error                      instead of output: the printed messages, in English;
//   --- error vi                   or in Vietnamese
//   --- deviation: reason          Jinja2 does otherwise here, and why we do
//   --- limits                     JSON: output_bytes, depth, loop_steps, list_items
//
// A line end belongs to each line of a section, also to its last. Blank lines before the next `===`
// do not count. For many small cases there is a table, one case a line, without line ends:
//
//   === table: numbers
//   --- data
//   {"x": 1}
//   --- lines
//   {{ x + 1 }} => 2
//
// Lines that begin with `#` before the first case are comments.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct SpecCase {
  std::string file;
  int line = 0;
  std::string title;
  std::vector<std::pair<std::string, std::string>>
      templates;  ///< Name and text; the main one first.
  std::string data;
  std::string limits;
  std::string expected;
  bool is_error = false;
  bool is_vietnamese = false;
  std::string deviation;
};

/// The cases of one file. `problem` says what is wrong with the file, if anything.
std::vector<SpecCase> read_spec(const std::string& path, std::string_view text,
                                std::string& problem);
