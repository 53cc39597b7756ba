// Loads templates from name and text, and renders them, in the words of a test.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "templates/template_set.h"

namespace minhbach::templates {

using Texts =
    std::vector<std::pair<std::string, std::string>>;  ///< Name and text of each template.

struct SetFixture {
  explicit SetFixture(Texts texts, Environment environment = {})
      : set(TemplateSet::load(sources(std::move(texts)), std::move(environment), problems)) {}

  /// The page, or the message in English.
  std::string render(std::string_view name, std::vector<Entry> globals = {},
                     const Limits& limits = {}) {
    std::string out;
    const std::optional<Diagnostic> failure = set.render(name, globals, arena, out, limits);
    return failure ? to_text(*failure, Language::en) : out;
  }

  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& problem : problems) out.emplace_back(problem.message->code);
    return out;
  }

  static std::vector<TemplateSource> sources(Texts texts) {
    std::vector<TemplateSource> out;
    for (auto& [name, text] : texts) out.push_back({name, SourceText("themes/t/" + name, text)});
    return out;
  }

  std::vector<Diagnostic> problems;
  TemplateSet set;
  Arena arena;
};

}  // namespace minhbach::templates
