// Reader of the specification's own file format.
#include "examples.h"

#include <fstream>
#include <stdexcept>

namespace {

const std::string fence(32, '`');

std::string with_tabs(std::string line) {
  const std::string arrow = "→";
  for (std::size_t at = line.find(arrow); at != std::string::npos; at = line.find(arrow, at + 1)) {
    line.replace(at, arrow.size(), "\t");
  }
  return line;
}

}  // namespace

std::vector<Example> read_examples(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " is missing: run ./dev test, or npm ci in tests/");
  std::vector<Example> out;
  std::string section;
  enum { prose, input, output } state = prose;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (state == prose && line.starts_with(fence + " example")) {
      out.push_back({static_cast<int>(out.size()) + 1, number, section, "", ""});
      state = input;
    } else if (state == prose) {
      const std::size_t marks = line.find_first_not_of('#');
      if (marks != 0 && marks < 7 && marks != std::string::npos && line[marks] == ' ') {
        section = line.substr(marks + 1);
      }
    } else if (line == fence) {
      state = prose;
    } else if (state == input && line == ".") {
      state = output;
    } else {
      (state == input ? out.back().markdown : out.back().html) += with_tabs(line) + "\n";
    }
  }
  return out;
}
