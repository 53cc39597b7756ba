// Spec files: cases in plain text, each a title and named sections, kept and rewritten as one file.
#pragma once

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace spec {

/// `--- name` and the lines below it, up to the next `---` or `===`.
struct Section {
  std::string name;
  std::string text;  ///< Every line with its end.
};

/// `=== title` and its sections. A line `\---` or `\===` stands for the line without its backslash.
struct Case {
  std::string title;
  int line = 0;
  std::vector<Section> sections;

  Section* find(std::string_view name) {
    for (Section& section : sections) {
      if (section.name == name) return &section;
    }
    return nullptr;
  }
};

struct File {
  std::string path;
  std::string preface;  ///< What stands above the first case.
  std::vector<Case> cases;
};

inline File read(const std::string& path) {
  File out{path, {}, {}};
  std::ifstream in(path);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("=== ")) {
      out.cases.push_back({line.substr(4), number, {}});
    } else if (out.cases.empty()) {
      out.preface += line + "\n";
    } else if (line.starts_with("--- ")) {
      out.cases.back().sections.push_back({line.substr(4), {}});
    } else if (!out.cases.back().sections.empty()) {
      const bool escaped = line.starts_with("\\---") || line.starts_with("\\===");
      out.cases.back().sections.back().text += (escaped ? line.substr(1) : line) + "\n";
    }
  }
  return out;
}

inline void write(const File& file) {
  std::ofstream out(file.path);
  out << file.preface;
  for (const Case& one : file.cases) {
    out << "=== " << one.title << "\n";
    for (const Section& section : one.sections) {
      out << "--- " << section.name << "\n";
      std::istringstream lines(section.text);
      for (std::string line; std::getline(lines, line);) {
        const bool escape = line.starts_with("---") || line.starts_with("===");
        out << (escape ? "\\" : "") << line << "\n";
      }
    }
  }
}

/// Runs `judge(case)` on each case of each file; it returns the sections it expects to find, as
/// they came out. With `update` the files are rewritten, otherwise what differs is printed. Blank
/// lines at the end of a section do not count. Returns the number of cases that differ.
template <typename Judge>
int run(const std::vector<std::string>& paths, bool update, Judge judge) {
  const auto trimmed = [](std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
  };
  int wrong = 0, count = 0;
  for (const std::string& path : paths) {
    File file = read(path);
    if (file.cases.empty()) {
      std::cout << path << ": no cases\n";
      ++wrong;
    }
    for (Case& one : file.cases) {
      ++count;
      bool good = true;
      for (const Section& got : judge(one)) {
        Section* expected = one.find(got.name);
        if (update) {
          if (!expected) expected = &one.sections.emplace_back(Section{got.name, {}});
          expected->text = trimmed(got.text) + "\n\n";
        } else if (!expected || trimmed(expected->text) != trimmed(got.text)) {
          good = false;
          std::cout << path << ":" << one.line << ": " << one.title << "\nexpected " << got.name
                    << ":\n"
                    << (expected ? trimmed(expected->text) : "(nothing)") << "\ngot:\n"
                    << trimmed(got.text) << "\n\n";
        }
      }
      if (!good) ++wrong;
    }
    if (update) write(file);
  }
  std::cout << count << " cases, " << wrong << " wrong\n";
  return wrong + (count == 0 ? 1 : 0);
}

}  // namespace spec
