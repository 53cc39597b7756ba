// Reads theme and data, and makes values of them.
#include "micro/theme_sample.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unordered_map>

#include "pipeline/host_language.h"
#include "value/from_json.h"

namespace minhbach::bench {
namespace {

constexpr char argument_end = '\x1f';

/// A function that looks its arguments up: what a query costs is not the template engine's matter.
class LookUp final : public Object {
 public:
  explicit LookUp(std::unordered_map<std::string, Value> answers) : answers_(std::move(answers)) {}

  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena&) const override {
    std::string key;
    for (const Value& argument : arguments.positional) {
      if (!key.empty()) key += argument_end;
      key += argument.is_text() ? std::string(argument.as_text())
                                : std::to_string(argument.as_integer());
    }
    return answers_.at(key);
  }

 private:
  std::unordered_map<std::string, Value> answers_;
};

Value to_value(const Node& node, Arena& arena);

Value to_map(const Node& node, Arena& arena) {
  if (const Node* html = node.find("$markup")) return Value::markup(arena.copy(html->text));
  if (const Node* calls = node.find("$call")) {
    std::unordered_map<std::string, Value> answers;
    for (const Member& member : calls->members) {
      answers.emplace(member.key, to_value(member.value, arena));
    }
    return Value::object(*arena.make<LookUp>(std::move(answers)));
  }
  std::vector<Entry> entries;
  for (const Member& member : node.members) {
    entries.push_back({arena.copy(member.key), to_value(member.value, arena)});
  }
  return Value::map(arena.copy(entries));
}

Value to_value(const Node& node, Arena& arena) {
  switch (node.kind) {
    case Node::Kind::null: return Value::none();
    case Node::Kind::boolean: return Value::boolean(node.text == "true");
    case Node::Kind::number: return Value::integer(std::stoll(node.text));
    case Node::Kind::text:
    case Node::Kind::plain: return Value::text(arena.copy(node.text));
    case Node::Kind::mapping: return to_map(node, arena);
    case Node::Kind::sequence: break;
  }
  std::vector<Value> items;
  for (const Node& item : node.items) items.push_back(to_value(item, arena));
  return Value::list(arena.copy(items));
}

[[noreturn]] void give_up(const Diagnostic& problem) {
  throw std::runtime_error(to_text(problem, Language::en));
}

templates::TemplateSet load_theme(const std::string& folder) {
  std::vector<templates::TemplateSource> sources;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/templates")) {
    const std::string name = entry.path().filename().string();
    sources.push_back({name, SourceText(name, read_file(entry.path().string()))});
  }
  std::vector<Diagnostic> problems;
  templates::TemplateSet set = templates::TemplateSet::load(
      std::move(sources), pipeline::host_language(text::Style::vietnamese), problems);
  if (!problems.empty()) give_up(problems.front());
  return set;
}

Value read_pages(const std::string& file, Arena& arena) {
  const Result<Node> data = read_json(SourceText(file, read_file(file)));
  if (!data) give_up(data.error());
  return to_value(*data, arena);
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

ThemeSample::ThemeSample() : ThemeSample(BENCH_FOLDER "/minhbach/theme", TEMPLATE_DATA) {}

ThemeSample::ThemeSample(const std::string& theme_folder, const std::string& data_file)
    : templates_(load_theme(theme_folder)), pages_(read_pages(data_file, arena_)) {}

std::span<const Entry> ThemeSample::globals(std::string_view template_name) const {
  for (const Entry& page : pages_.as_map()) {
    if (page.key == template_name) return page.value.as_map();
  }
  throw std::runtime_error("no data for template " + std::string(template_name));
}

void ThemeSample::render(std::string_view template_name, std::string& out) const {
  Arena arena;
  out.clear();
  const std::optional<Diagnostic> failure =
      templates_.render(template_name, globals(template_name), arena, out);
  if (failure) give_up(*failure);
}

}  // namespace minhbach::bench
