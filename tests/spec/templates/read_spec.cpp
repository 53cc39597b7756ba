// Reads spec files into cases.
#include "read_spec.h"

#include <fmt/format.h>

namespace {

struct Section {
  std::string name;
  std::string text;
};

bool take_prefix(std::string_view& line, std::string_view prefix) {
  if (!line.starts_with(prefix)) return false;
  line.remove_prefix(prefix.size());
  return true;
}

void trim_blank_end(std::string& text) {
  while (text.ends_with("\n\n")) text.pop_back();
}

class Reader {
 public:
  Reader(std::string path, std::string& problem) : path_(std::move(path)), problem_(problem) {}

  std::vector<SpecCase> read(std::string_view text) {
    int line_number = 0;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      ++line_number;
      std::string_view rest = line;
      if (take_prefix(rest, "=== ")) {
        finish();
        title_ = rest;
        line_ = line_number;
        sections_ = {{"", ""}};
      } else if (sections_.empty()) {
        if (!line.empty() && line[0] != '#') fail(line_number, "text before the first case");
      } else if (take_prefix(rest, "--- ")) {
        sections_.push_back({std::string(rest), ""});
      } else {
        sections_.back().text += std::string(line) + "\n";
      }
    }
    finish();
    return std::move(cases_);
  }

 private:
  void fail(int line, std::string_view why) {
    if (problem_.empty()) problem_ = fmt::format("{}:{}: {}", path_, line, why);
  }

  void finish() {
    if (sections_.empty()) return;
    SpecCase out;
    out.file = path_;
    out.line = line_;
    out.title = title_;
    std::string table;
    trim_blank_end(sections_.back().text);
    const bool is_table = title_.starts_with("table: ");
    bool has_result = false;
    for (Section& section : sections_) {
      std::string_view name = section.name;
      if (name.empty()) {
        if (!is_table &&
            (!section.text.empty() || sections_.size() < 2 || !is_template(sections_[1].name))) {
          out.templates.emplace_back("main.html", section.text);
        }
      } else if (name == "data") {
        out.data = section.text;
      } else if (name == "limits") {
        out.limits = section.text;
      } else if (name == "lines") {
        table = section.text;
      } else if (name == "output" || name == "error" || name == "error vi") {
        out.expected = section.text;
        out.is_error = name != "output";
        out.is_vietnamese = name == "error vi";
        has_result = true;
      } else if (take_prefix(name, "deviation: ")) {
        out.deviation = name;
      } else if (is_template(name)) {
        out.templates.emplace_back(section.name, section.text);
      } else {
        fail(line_, "unknown section " + section.name);
      }
    }
    sections_.clear();
    if (is_table) return add_table(out, table);
    if (!has_result) fail(line_, "a case without output or error");
    cases_.push_back(std::move(out));
  }

  static bool is_template(std::string_view name) {
    return name.find('.') != std::string_view::npos && name.find(' ') == std::string_view::npos;
  }

  void add_table(const SpecCase& shared, std::string_view table) {
    int line = line_;
    if (table.empty()) fail(line_, "a table without lines");
    while (!table.empty()) {
      const std::size_t end = table.find('\n');
      const std::string_view row = table.substr(0, end);
      table.remove_prefix(end + 1);
      ++line;
      if (row.empty()) continue;
      const std::size_t arrow = row.rfind(" =>");
      if (arrow == std::string_view::npos) {
        fail(line, "a table line without =>");
        continue;
      }
      SpecCase out = shared;
      out.title = row.substr(0, arrow);
      out.templates.insert(out.templates.begin(), {"main.html", out.title});
      out.expected = row.substr(std::min(arrow + 4, row.size()));
      cases_.push_back(std::move(out));
    }
  }

  std::string path_;
  std::string& problem_;
  std::string title_;
  int line_ = 0;
  std::vector<Section> sections_;
  std::vector<SpecCase> cases_;
};

}  // namespace

std::vector<SpecCase> read_spec(const std::string& path, std::string_view text,
                                std::string& problem) {
  return Reader(path, problem).read(text);
}
