// One loaded template, and the program that all templates of a set make together.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/source_text.h"
#include "templates/ast.h"
#include "templates/builtins.h"
#include "templates/template_set.h"

namespace minhbach::templates {

struct Template;

/// Another template that one needs, and where it says so.
struct Need {
  Template* target = nullptr;
  std::size_t offset = 0;
};

struct Template {
  Template(std::string template_name, SourceText text, Kind output)
      : name(std::move(template_name)), source(std::move(text)), kind(output) {}

  std::string name;
  SourceText source;
  Kind kind;

  Body body;
  std::string_view parent_name;  ///< What it extends, or "".
  std::size_t parent_offset = 0;

  // Filled while linking.
  const Template* parent = nullptr;
  std::vector<Block*> blocks;  ///< Declared in this file, nested ones too.
  /// Every block of the page this template makes, with the body that wins.
  std::vector<std::pair<Symbol, const Block*>> block_table;
  std::vector<Symbol> exports;  ///< Set at the top level: macros, variables, imports.
  std::vector<Symbol> reads;    ///< Every name it or what it includes reads.
  std::vector<Need> needs;      ///< Direct: parent, includes, imports.
  bool has_macros = false;
  bool sound = true;     ///< It can be rendered.
  bool complete = true;  ///< It and its parents could be read: what they have is known.
};

/// Everything a render reads. Immutable once linked.
struct Program {
  explicit Program(Environment host) : environment(std::move(host)), builtins(environment) {}

  Environment environment;
  Builtins builtins;
  Arena arena;  ///< Names and literals of all templates.
  Symbols symbols;
  std::vector<std::unique_ptr<Template>> templates;
  std::unordered_map<std::string_view, Template*> by_name;

  Template* find(std::string_view name) const {
    const auto at = by_name.find(name);
    return at == by_name.end() ? nullptr : at->second;
  }
};

/// The kind of file a template makes, by the end of its name.
Kind kind_of(std::string_view name);

/// Names that are variables without anybody setting them: range, dict, namespace.
std::vector<std::string_view> function_names();

/// Members that texts and maps have as methods, e.g. `items`.
std::vector<std::string_view> method_names();

}  // namespace minhbach::templates
