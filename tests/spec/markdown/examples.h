// The examples of a specification file: Markdown and the HTML it must give.
#pragma once

#include <string>
#include <vector>

struct Example {
  int number = 0;  ///< 1-based, in order of the file: the number the specification prints.
  int line = 0;    ///< Of the example's first line in the file.
  std::string section;
  std::string markdown;
  std::string html;
};

/// Reads spec.txt: 32 backticks and "example" open an example, a line with a full stop parts input
/// from output, "→" stands for a tab. Throws std::runtime_error when there is no such file.
std::vector<Example> read_examples(const std::string& path);
