// Finds codes, headings and literals by plain search: the sources are ours and keep one form.
#include "documents.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace minhbach::architecture {

namespace {

constexpr std::size_t code_size = 6;  // "MB" and four digits

bool is_code(std::string_view text) {
  if (text.size() < code_size || !text.starts_with("MB")) return false;
  for (const char digit : text.substr(2, code_size - 2)) {
    if (!std::isdigit(static_cast<unsigned char>(digit))) return false;
  }
  return true;
}

std::string place(const SourceFile& file, std::size_t line) {
  return file.path + ":" + std::to_string(line);
}

}  // namespace

std::map<std::string, std::vector<std::string>> codes_in(const std::vector<SourceFile>& files) {
  std::map<std::string, std::vector<std::string>> codes;
  for (const SourceFile& file : files) {
    std::size_t number = 0;
    for (std::string_view line : lines_of(file.text)) {
      ++number;
      line = line.substr(0, line.find("//"));
      for (std::size_t at = line.find("\"MB"); at != std::string_view::npos;
           at = line.find("\"MB", at + 1)) {
        const std::string_view code = line.substr(at + 1);
        if (!is_code(code) || code.substr(code_size, 1) != "\"") continue;
        codes[std::string(code.substr(0, code_size))].push_back(place(file, number));
      }
    }
  }
  return codes;
}

std::map<std::string, std::vector<std::string>> headings_in(
    const std::vector<SourceFile>& documents) {
  std::map<std::string, std::vector<std::string>> headings;
  for (const SourceFile& document : documents) {
    std::size_t number = 0;
    for (const std::string_view line : lines_of(document.text)) {
      ++number;
      if (!line.starts_with("## ") || !is_code(line.substr(3))) continue;
      headings[std::string(line.substr(3, code_size))].push_back(place(document, number));
    }
  }
  return headings;
}

std::vector<std::string> literals_after(std::string_view text, std::string_view function) {
  std::vector<std::string> literals;
  for (std::size_t at = text.find(function); at != std::string_view::npos;
       at = text.find(function, at + 1)) {
    const std::string_view rest = text.substr(at + function.size());
    const std::size_t open = rest.find_first_not_of(" \n");
    if (open == std::string_view::npos || rest[open] != '"') continue;
    const std::string_view literal = rest.substr(open + 1);
    literals.emplace_back(literal.substr(0, literal.find('"')));
  }
  return literals;
}

std::vector<std::string> names_in(std::string_view text) {
  constexpr std::string_view name_bytes = "abcdefghijklmnopqrstuvwxyz0123456789_-$";
  std::set<std::string> names;
  for (std::string_view line : lines_of(text)) {
    if (line.starts_with("#include")) continue;
    line = line.substr(0, line.find("//"));
    for (std::size_t open = line.find('"'); open != std::string_view::npos; open = line.find('"')) {
      line.remove_prefix(open + 1);
      const std::size_t close = line.find('"');
      const std::string_view literal = line.substr(0, close);
      if (literal.size() > 1 && literal.find_first_not_of(name_bytes) == std::string_view::npos) {
        names.emplace(literal);
      }
      line.remove_prefix(std::min(close, line.size() - 1) + 1);
    }
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> files_named_in(std::string_view document) {
  std::vector<std::string> files;
  bool inside = false;
  while (!document.empty()) {
    const std::size_t end = std::min(document.find('`'), document.size());
    const std::string_view text = document.substr(0, end);
    const auto ends = [&](std::string_view ending) { return text.ends_with(ending); };
    if (inside && !text.starts_with('.') && text.find('/') != std::string_view::npos &&
        text.find_first_of(" *<{:") == std::string_view::npos &&
        (ends(".h") || ends(".cpp") || ends(".txt") || ends(".py"))) {
      files.emplace_back(text);
    }
    inside = !inside;
    document.remove_prefix(std::min(end + 1, document.size()));
  }
  return files;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace minhbach::architecture
