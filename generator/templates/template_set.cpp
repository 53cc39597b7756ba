// Loading and rendering, for the host.
#include "templates/template_set.h"

#include <algorithm>
#include <set>

#include "templates/link.h"
#include "templates/messages.h"
#include "templates/parser.h"
#include "templates/render.h"
#include "templates/template.h"
#include "text/letter_case.h"

namespace minhbach::templates {

struct TemplateSet::Loaded {
  explicit Loaded(Environment environment) : program(std::move(environment)) {}
  Program program;
};

TemplateSet::TemplateSet(std::unique_ptr<Loaded> loaded) : loaded_(std::move(loaded)) {}
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

TemplateSet TemplateSet::load(std::vector<TemplateSource> sources, Environment environment,
                              std::vector<Diagnostic>& problems) {
  auto loaded = std::make_unique<Loaded>(std::move(environment));
  Program& program = loaded->program;
  // By name, so that messages do not depend on the order of a folder listing.
  std::stable_sort(
      sources.begin(), sources.end(),
      [](const TemplateSource& a, const TemplateSource& b) { return a.name < b.name; });
  for (TemplateSource& source : sources) {
    const Kind kind = kind_of(source.name);
    auto made = std::make_unique<Template>(std::move(source.name), std::move(source.source), kind);
    if (program.by_name.contains(made->name)) {
      problems.push_back(
          made->source.diagnostic(messages::template_name_twice, 0, 0, {quote(made->name)}));
      continue;
    }
    Result<Parsed> parsed = parse_template(made->source, program.arena, program.symbols);
    if (parsed) {
      made->body = std::move(parsed->body);
      made->parent_name = parsed->parent;
      made->parent_offset = parsed->parent_offset;
    } else {
      problems.push_back(parsed.error());
      made->sound = false;
      made->complete = false;
    }
    program.by_name.emplace(made->name, made.get());
    program.templates.push_back(std::move(made));
  }
  link(program, problems);
  return TemplateSet(std::move(loaded));
}

bool TemplateSet::has(std::string_view name) const {
  const Template* found = loaded_->program.find(name);
  return found && found->sound;
}

std::vector<std::string_view> TemplateSet::names() const {
  std::vector<std::string_view> out;
  for (const auto& each : loaded_->program.templates) {
    if (each->sound) out.push_back(each->name);
  }
  return out;
}

std::vector<std::string_view> TemplateSet::needs(std::string_view name) const {
  const Template* found = loaded_->program.find(name);
  if (!found || !found->sound) return {};
  std::set<std::string_view> seen;
  std::vector<const Template*> waiting = {found};
  while (!waiting.empty()) {
    const Template* at = waiting.back();
    waiting.pop_back();
    for (const Need& need : at->needs) {
      if (need.target != found && seen.insert(need.target->name).second)
        waiting.push_back(need.target);
    }
  }
  std::vector<std::string_view> out = {found->name};
  out.insert(out.end(), seen.begin(), seen.end());
  return out;
}

std::optional<Diagnostic> TemplateSet::render(std::string_view name, std::span<const Entry> globals,
                                              Arena& arena, std::string& out,
                                              const Limits& limits) const {
  const Template* found = loaded_->program.find(name);
  if (!found || !found->sound) {
    Diagnostic problem = unplaced(messages::no_such_template, {quote(name)});
    problem.nearest = nearest_name(name, names());
    return problem;
  }
  // Owned by the arena: values that outlive the call, such as macros, point into it.
  return arena.make<Render>(loaded_->program, arena, limits)->run(*found, globals, out);
}

Kind kind_of(std::string_view name) {
  const std::string lower = text::to_lower(name);
  const auto ends = [&](std::string_view ending) { return lower.ends_with(ending); };
  if (ends(".html") || ends(".htm") || ends(".xhtml")) return Kind::html;
  if (ends(".xml") || ends(".atom") || ends(".rss") || ends(".svg")) return Kind::xml;
  if (ends(".json") || ends(".jsonld") || ends(".webmanifest")) return Kind::json;
  return Kind::plain;
}

std::vector<std::string_view> function_names() {
  std::vector<std::string_view> out;
  for (const auto& function : functions()) out.push_back(function.first);
  return out;
}

BuiltinNames builtin_names() {
  const Environment nothing;
  const Builtins builtins(nothing);
  return {builtins.filter_names(), builtins.test_names(), statement_names(), function_names(),
          method_names()};
}

}  // namespace minhbach::templates
