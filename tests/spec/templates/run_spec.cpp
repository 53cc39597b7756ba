// Runs every case of the template spec files; with --json prints them for the comparison with
// Jinja2.
//
// spec_templates FOLDER [--json | --update-errors]
// --update-errors rewrites the expected messages in place, for a change of wording: read the diff.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "read_spec.h"
#include "templates/template_set.h"

namespace {

using minhbach::Arena;
using minhbach::Diagnostic;
using minhbach::Entry;
using minhbach::Language;
using minhbach::Value;
namespace templates = minhbach::templates;
using Json = nlohmann::ordered_json;

Value to_value(const Json& json, Arena& arena) {
  switch (json.type()) {
    case Json::value_t::boolean: return Value::boolean(json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: return Value::integer(json.get<std::int64_t>());
    case Json::value_t::number_float: return Value::number(json.get<double>());
    case Json::value_t::string: return Value::text(arena.copy(json.get<std::string>()));
    case Json::value_t::array: {
      std::vector<Value> items;
      for (const Json& item : json) items.push_back(to_value(item, arena));
      return Value::list(arena.copy(items));
    }
    case Json::value_t::object: {
      if (json.contains("$markup"))
        return Value::markup(arena.copy(json["$markup"].get<std::string>()));
      std::vector<Entry> entries;
      for (const auto& [key, value] : json.items()) {
        entries.push_back({arena.copy(key), to_value(value, arena)});
      }
      return Value::map(arena.copy(entries));
    }
    default: return Value::none();
  }
}

templates::Limits limits_of(const SpecCase& spec) {
  templates::Limits out;
  if (spec.limits.empty()) return out;
  const Json json = Json::parse(spec.limits);
  out.output_bytes = json.value("output_bytes", out.output_bytes);
  out.depth = json.value("depth", out.depth);
  out.loop_steps = json.value("loop_steps", out.loop_steps);
  out.list_items = json.value("list_items", out.list_items);
  return out;
}

/// What the case prints, or its messages.
std::string run_case(const SpecCase& spec, bool& is_error) {
  const Language language = spec.is_vietnamese ? Language::vi : Language::en;
  std::vector<templates::TemplateSource> sources;
  for (const auto& [name, text] : spec.templates) sources.push_back({name, {name, text}});
  std::vector<Diagnostic> problems;
  const templates::TemplateSet set = templates::TemplateSet::load(std::move(sources), {}, problems);
  std::string out;
  const auto add = [&](const Diagnostic& problem) { out += to_text(problem, language) + "\n"; };
  is_error = true;
  std::sort(problems.begin(), problems.end(),
            [](const Diagnostic& a, const Diagnostic& b) { return a.place < b.place; });
  for (const Diagnostic& problem : problems) add(problem);
  if (!set.has(spec.templates.front().first) && !problems.empty()) return out;
  Arena arena;
  const Value data = spec.data.empty() ? Value::map({}) : to_value(Json::parse(spec.data), arena);
  std::string page;
  const std::optional<Diagnostic> failure =
      set.render(spec.templates.front().first, data.as_map(), arena, page, limits_of(spec));
  if (failure) {
    add(*failure);
    return out;
  }
  is_error = false;
  return page;
}

void print_json(const std::vector<SpecCase>& cases) {
  Json out = Json::array();
  for (const SpecCase& spec : cases) {
    Json named = Json::object();
    for (const auto& [name, text] : spec.templates) named[name] = text;
    out.push_back({{"where", fmt::format("{}:{}", spec.file, spec.line)},
                   {"title", spec.title},
                   {"main", spec.templates.front().first},
                   {"templates", named},
                   {"data", spec.data.empty() ? Json::object() : Json::parse(spec.data)},
                   {"expected", spec.expected},
                   {"is_error", spec.is_error},
                   {"deviation", spec.deviation}});
  }
  std::cout << out.dump(1, ' ', false, Json::error_handler_t::replace) << "\n";
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Puts the messages as they are printed now in place of those expected.
void update_errors(const std::filesystem::path& path, const std::vector<SpecCase>& cases) {
  std::string text = read_file(path);
  for (const SpecCase& spec : cases) {
    bool is_error = false;
    const std::string printed = run_case(spec, is_error);
    if (!spec.is_error || !is_error || printed == spec.expected) continue;
    const std::size_t begin = text.find("=== " + spec.title + "\n");
    const std::string head = spec.is_vietnamese ? "--- error vi\n" : "--- error\n";
    const std::size_t at = begin == std::string::npos ? begin : text.find(head, begin);
    if (at == std::string::npos) continue;
    text.replace(at + head.size(), spec.expected.size(), printed);
  }
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: spec_templates FOLDER [--json | --update-errors]\n";
    return 2;
  }
  const std::string mode = count > 2 ? arguments[2] : "";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<SpecCase> all;
  for (const std::filesystem::path& file : files) {
    std::string problem;
    std::vector<SpecCase> cases = read_spec(file.filename().string(), read_file(file), problem);
    if (!problem.empty()) {
      std::cerr << problem << "\n";
      return 1;
    }
    if (mode == "--update-errors") update_errors(file, cases);
    std::move(cases.begin(), cases.end(), std::back_inserter(all));
  }
  if (mode == "--json") {
    print_json(all);
    return 0;
  }
  int failures = 0;
  for (const SpecCase& spec : all) {
    bool is_error = false;
    const std::string printed = run_case(spec, is_error);
    if (printed == spec.expected && is_error == spec.is_error) continue;
    ++failures;
    std::cout << fmt::format("{}:{}: {}\n  expected:\n{}\n  printed:\n{}\n", spec.file, spec.line,
                             spec.title, spec.expected, printed);
  }
  std::cout << fmt::format("{} cases, {} failed\n", all.size(), failures);
  return failures == 0 && !all.empty() ? 0 : 1;
}
