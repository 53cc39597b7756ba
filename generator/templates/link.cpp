// The link stage: one walk over each template, then the passes that need several of them.
#include "templates/link.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "templates/escape_analysis.h"
#include "templates/messages.h"
#include "templates/walk.h"

namespace minhbach::templates {
namespace {

/// What is known about the place of a statement.
struct Scope {
  bool top_level = true;   ///< Not inside any statement but `if`.
  bool in_macro = false;
  const Block* block = nullptr;
};

/// One walk over one template: filters and tests found, blocks and exports noted, misplaced
/// statements reported.
class Linker {
 public:
  Linker(Program& program, Template& subject, std::unordered_set<Symbol>& assigned,
         std::vector<Diagnostic>& problems)
      : program_(program), template_(subject), assigned_(assigned), problems_(problems) {
    loop_ = program.symbols.intern("loop");
    caller_ = program.symbols.intern("caller");
    varargs_ = program.symbols.intern("varargs");
    kwargs_ = program.symbols.intern("kwargs");
  }

  void run() { walk_body(template_.body, Scope{}); }

 private:
  void walk_body(Body& body, const Scope& scope) {
    for (Statement& statement : body) walk(statement, scope);
  }

  void walk(Statement& statement, const Scope& scope);
  void link_expression(Expression& expression, const Scope& scope);
  void link_filter(Filter& filter, std::size_t offset);
  void link_test(Test& test, std::size_t offset);
  void link_block(Block& block, const Statement& statement, const Scope& scope);
  void link_macro(Macro& macro, std::size_t offset, const Scope& scope);
  void link_include(Include& include, const Statement& statement);
  void link_import(Import& import, const Scope& scope);
  Template* need(std::string_view name, std::size_t offset, bool may_be_missing);
  void check_child_top_level(const Statement& statement, const Scope& scope);
  template <typename Node>
  bool bind(Node& node, const Parameters& parameters, std::size_t required, std::size_t offset);

  Diagnostic& report(const Message& message, std::size_t offset, std::vector<std::string> arguments) {
    problems_.push_back(template_.source.diagnostic_at(message, offset, std::move(arguments)));
    template_.sound = false;
    return problems_.back();
  }
  void assign(Symbol symbol, bool exported) {
    assigned_.insert(symbol);
    if (exported) template_.exports.push_back(symbol);
  }

  Program& program_;
  Template& template_;
  std::unordered_set<Symbol>& assigned_;
  std::vector<Diagnostic>& problems_;
  Symbol loop_, caller_, varargs_, kwargs_;
};

bool reads_symbol(Body& body, Symbol symbol) {
  bool found = false;
  const auto look = [&](Expression& expression) {
    const Name* name = std::get_if<Name>(&expression.node);
    found = found || (name && name->symbol == symbol);
  };
  for (Statement& statement : body) {
    // Without knowing what an include or a block of a child reads, the answer must be yes.
    found = found || std::holds_alternative<Include>(statement.node) ||
            std::holds_alternative<Block>(statement.node);
    visit_expressions(statement, [&](Expression& expression) { visit_deep(expression, look); });
    visit_bodies(statement, [&](Body& inner) { found = found || reads_symbol(inner, symbol); });
    if (found) return true;
  }
  return false;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// In a template with a parent only blocks are shown: anything else that prints is a mistake.
void Linker::check_child_top_level(const Statement& statement, const Scope& scope) {
  if (template_.parent_name.empty() || !scope.top_level) return;
  const bool shown = std::visit(Overloaded{
                                    [](const Data& data) { return !is_blank(data.text); },
                                    [](const Output&) { return true; },
                                    [](const For&) { return true; },
                                    [](const Include&) { return true; },
                                    [](const CallBlock&) { return true; },
                                    [](const FilterBlock&) { return true; },
                                    [](const With&) { return true; },
                                    [](const auto&) { return false; },
                                },
                                statement.node);
  if (!shown) return;
  std::size_t offset = statement.offset;
  if (const Data* data = std::get_if<Data>(&statement.node)) {
    offset += data->text.find_first_not_of(" \t\r\n");
  }
  report(messages::template_outside_block, offset, {});
}

void Linker::walk(Statement& statement, const Scope& scope) {
  check_child_top_level(statement, scope);
  visit_expressions(statement,
                    [&](Expression& expression) { link_expression(expression, scope); });
  Scope inner = scope;
  inner.top_level = false;
  std::visit(Overloaded{
                 [](Data&) {},
                 [](Output&) {},
                 [&](FilterBlock&) {},
                 [&](If&) { inner.top_level = scope.top_level; },
                 [&](For& node) {
                   for (const Symbol name : node.target.names) assign(name, false);
                   node.reads_loop = reads_symbol(node.body, loop_);
                 },
                 [&](Set& node) {
                   node.exported = scope.top_level && node.member.empty();
                   if (node.member.empty()) {
                     for (const Symbol name : node.target.names) assign(name, scope.top_level);
                   }
                 },
                 [&](SetBlock& node) {
                   node.exported = scope.top_level;
                   for (const Symbol name : node.target.names) assign(name, scope.top_level);
                 },
                 [&](With& node) {
                   for (auto& variable : node.variables) assign(variable.first, false);
                 },
                 [&](Block& node) {
                   link_block(node, statement, scope);
                   inner.block = &node;
                 },
                 [&](Include& node) { link_include(node, statement); },
                 [&](Import& node) { link_import(node, scope); },
                 [&](Macro& node) {
                   link_macro(node, statement.offset, scope);
                   inner.in_macro = true;
                   inner.block = nullptr;
                 },
                 [&](CallBlock& node) {
                   node.body.home = &template_;
                   for (Parameter& parameter : node.body.parameters) assign(parameter.name, false);
                   inner.in_macro = true;
                 },
             },
             statement.node);
  visit_bodies(statement, [&](Body& body) { walk_body(body, inner); });
}

void Linker::link_block(Block& block, const Statement& statement, const Scope& scope) {
  block.home = &template_;
  if (scope.in_macro) {
    report(messages::template_not_here, statement.offset, {"\"block\""});
    return;
  }
  block.nested = !scope.top_level;
  for (const Block* other : template_.blocks) {
    if (other->name == block.name) {
      report(messages::template_block_twice, statement.offset,
             {quote(program_.symbols.name(block.name))});
      return;
    }
  }
  template_.blocks.push_back(&block);
}

void Linker::link_macro(Macro& macro, std::size_t offset, const Scope& scope) {
  macro.home = &template_;
  template_.has_macros = true;
  if (!scope.top_level) report(messages::template_not_here, offset, {"\"macro\""});
  assign(macro.name, scope.top_level);
  for (Parameter& parameter : macro.parameters) assign(parameter.name, false);
  macro.reads_caller = reads_symbol(macro.body, caller_);
  macro.reads_varargs = reads_symbol(macro.body, varargs_);
  macro.reads_kwargs = reads_symbol(macro.body, kwargs_);
}

Template* Linker::need(std::string_view name, std::size_t offset, bool may_be_missing) {
  Template* found = program_.find(name);
  if (!found) {
    if (may_be_missing) return nullptr;
    std::vector<std::string_view> names;
    for (const auto& each : program_.templates) names.push_back(each->name);
    report(messages::template_missing, offset, {quote(name)}).nearest = nearest_name(name, names);
    return nullptr;
  }
  if (found->kind != template_.kind) {
    report(messages::template_kinds_differ, offset, {quote(name)});
    return nullptr;
  }
  template_.needs.push_back({found, offset});
  return found;
}

void Linker::link_include(Include& include, const Statement&) {
  for (std::size_t i = 0; i < include.names.size(); ++i) {
    const bool last = i + 1 == include.names.size();
    const Template* found =
        need(include.names[i], include.offsets[i], !last || include.ignore_missing);
    if (!found) continue;
    include.target = found;
    return;
  }
}

void Linker::link_import(Import& import, const Scope& scope) {
  import.exported = scope.top_level;
  import.target = need(import.name, import.name_offset, false);
  if (!import.is_from) return assign(import.alias, scope.top_level);
  for (const Import::Item& item : import.names) assign(item.alias, scope.top_level);
}

void Linker::link_expression(Expression& expression, const Scope& scope) {
  visit_children(expression, [&](Expression& child) { link_expression(child, scope); });
  if (Filter* filter = std::get_if<Filter>(&expression.node)) link_filter(*filter, expression.offset);
  if (Test* test = std::get_if<Test>(&expression.node)) link_test(*test, expression.offset);
  if (std::holds_alternative<SuperCall>(expression.node) && (!scope.block || scope.in_macro)) {
    report(messages::template_no_super, expression.offset, {});
  }
}

/// Puts the arguments into the order of the parameters; a missing one becomes null.
template <typename Node>
bool Linker::bind(Node& node, const Parameters& parameters, std::size_t required, std::size_t offset) {
  std::vector<std::string_view> named;
  for (const NamedArgument& argument : node.arguments.named) named.push_back(argument.name);
  std::array<int, parameter_limit> slots{};
  const std::size_t positional = node.arguments.positional.size();
  if (!bind_arguments(parameters, required, positional, named, slots)) {
    report(messages::template_wrong_arguments, offset, {quote(node.name), parameter_list(parameters)});
    return false;
  }
  std::vector<ExpressionPtr> bound(parameter_count(parameters));
  for (std::size_t i = 0; i < bound.size(); ++i) {
    if (slots[i] < 0) continue;
    const auto slot = static_cast<std::size_t>(slots[i]);
    bound[i] = std::move(slot < positional ? node.arguments.positional[slot]
                                           : node.arguments.named[slot - positional].value);
  }
  node.arguments.positional = std::move(bound);
  node.arguments.named.clear();
  return true;
}

void Linker::link_filter(Filter& filter, std::size_t offset) {
  const FoundFilter found = program_.builtins.filter(filter.name);
  filter.builtin = found.builtin;
  filter.host = found.host;
  if (!found) {
    if (filter.name == "safe") {
      report(messages::template_safe_refused, offset, {});
    } else {
      report(messages::template_unknown_filter, offset, {quote(filter.name)}).nearest =
          nearest_name(filter.name, program_.builtins.filter_names());
    }
    return;
  }
  if (!found.builtin) return;
  if (!found.builtin->takes_any) {
    bind(filter, found.builtin->parameters, found.builtin->required, offset);
    return;
  }
  if (filter.arguments.positional.size() < found.builtin->required) {
    report(messages::template_wrong_arguments, offset,
           {quote(filter.name), parameter_list(found.builtin->parameters)});
    return;
  }
  // The filters that apply another filter or test by name: a wrong name is found at load too.
  const bool by_attribute = filter.name == "selectattr" || filter.name == "rejectattr";
  const std::size_t at = by_attribute ? 1 : 0;
  if (filter.name == "format" || filter.arguments.positional.size() <= at) return;
  const Expression& named = *filter.arguments.positional[at];
  const Literal* literal = std::get_if<Literal>(&named.node);
  if (!literal || !literal->value.is_text()) return;
  const std::string_view name = literal->value.as_text();
  if (filter.name == "map") {
    if (!program_.builtins.filter(name)) {
      report(messages::template_unknown_filter, named.offset, {quote(name)}).nearest =
          nearest_name(name, program_.builtins.filter_names());
    }
  } else if (!program_.builtins.test(name)) {
    report(messages::template_unknown_test, named.offset, {quote(name)}).nearest =
        nearest_name(name, program_.builtins.test_names());
  }
}

void Linker::link_test(Test& test, std::size_t offset) {
  const FoundTest found = program_.builtins.test(test.name);
  test.builtin = found.builtin;
  test.host = found.host;
  if (!found) {
    report(messages::template_unknown_test, offset, {quote(test.name)}).nearest =
        nearest_name(test.name, program_.builtins.test_names());
    return;
  }
  if (found.builtin) bind(test, found.builtin->parameters, found.builtin->required, offset);
}

/// Orders templates so that each stands behind those it needs; reports circles.
class Order {
 public:
  Order(Program& program, std::vector<Diagnostic>& problems) : program_(program), problems_(problems) {}

  std::vector<Template*> run() {
    for (const auto& each : program_.templates) visit(*each, 0);
    return std::move(ordered_);
  }

 private:
  void visit(Template& subject, std::size_t from) {
    State& state = states_[&subject];
    if (state == State::done) return;
    if (state == State::open) return report(subject, from);
    state = State::open;
    path_.push_back(&subject);
    for (const Need& need : subject.needs) visit(*need.target, need.offset);
    path_.pop_back();
    states_[&subject] = State::done;
    ordered_.push_back(&subject);
  }

  void report(const Template& subject, std::size_t from) {
    const auto first = std::find(path_.begin(), path_.end(), &subject);
    std::string circle;
    for (auto at = first; at != path_.end(); ++at) {
      circle += quote((*at)->name) + " → ";
      (*at)->sound = false;
    }
    circle += quote(subject.name);
    problems_.push_back(path_.back()->source.diagnostic_at(messages::template_cycle, from, {circle}));
  }

  enum class State : std::uint8_t { fresh, open, done };
  Program& program_;
  std::vector<Diagnostic>& problems_;
  std::unordered_map<const Template*, State> states_;
  std::vector<Template*> path_;
  std::vector<Template*> ordered_;
};

void add_reads(Body& body, std::vector<Symbol>& out) {
  const auto note = [&](Expression& expression) {
    if (const Name* name = std::get_if<Name>(&expression.node)) out.push_back(name->symbol);
  };
  for (Statement& statement : body) {
    visit_expressions(statement, [&](Expression& expression) { visit_deep(expression, note); });
    if (const Include* include = std::get_if<Include>(&statement.node); include && include->target) {
      out.insert(out.end(), include->target->reads.begin(), include->target->reads.end());
    }
    if (const Set* set = std::get_if<Set>(&statement.node); set && !set->member.empty()) {
      out.push_back(set->target.names.front());
    }
    visit_bodies(statement, [&](Body& inner) { add_reads(inner, out); });
  }
}

void keep_once(std::vector<Symbol>& symbols) {
  std::sort(symbols.begin(), symbols.end());
  symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
}

/// Notes what blocks, macros and call bodies read, so that they can be given their own bindings.
void collect_free(Body& body) {
  for (Statement& statement : body) {
    const auto collect = [](Body& inner, std::vector<Symbol>& free) {
      add_reads(inner, free);
      keep_once(free);
    };
    if (Block* block = std::get_if<Block>(&statement.node)) collect(block->body, block->free);
    const auto collect_macro = [&](Macro& macro) {
      const auto note = [&](Expression& expression) {
        if (const Name* name = std::get_if<Name>(&expression.node)) macro.free.push_back(name->symbol);
      };
      for (Parameter& parameter : macro.parameters) {
        if (parameter.fallback) visit_deep(*parameter.fallback, note);
      }
      collect(macro.body, macro.free);
    };
    if (Macro* macro = std::get_if<Macro>(&statement.node)) collect_macro(*macro);
    if (CallBlock* call = std::get_if<CallBlock>(&statement.node)) collect_macro(call->body);
    visit_bodies(statement, [](Body& inner) { collect_free(inner); });
  }
}

bool contains_super(Body& body) {
  bool found = false;
  for (Statement& statement : body) {
    visit_expressions(statement, [&](Expression& expression) {
      visit_deep(expression, [&](Expression& each) {
        found = found || std::holds_alternative<SuperCall>(each.node);
      });
    });
    if (!std::holds_alternative<Block>(statement.node)) {
      visit_bodies(statement, [&](Body& inner) { found = found || contains_super(inner); });
    }
  }
  return found;
}

std::size_t offset_of_block(Body& body, const Block* block) {
  for (Statement& statement : body) {
    if (std::get_if<Block>(&statement.node) == block) return statement.offset;
    std::size_t found = std::string_view::npos;
    visit_bodies(statement, [&](Body& inner) {
      if (found == std::string_view::npos) found = offset_of_block(inner, block);
    });
    if (found != std::string_view::npos) return found;
  }
  return std::string_view::npos;
}

/// Lays the blocks of a template over those of its parent.
void link_blocks(Program& program, Template& subject, std::vector<Diagnostic>& problems) {
  if (subject.parent) subject.block_table = subject.parent->block_table;
  const auto find = [&](Symbol name) {
    return std::find_if(subject.block_table.begin(), subject.block_table.end(),
                        [&](const auto& entry) { return entry.first == name; });
  };
  std::unordered_set<const Block*> nested;
  const auto note_nested = [&](auto&& self, Body& body, bool inside) -> void {
    for (Statement& statement : body) {
      Block* block = std::get_if<Block>(&statement.node);
      if (block && inside) nested.insert(block);
      visit_bodies(statement, [&](Body& inner) { self(self, inner, inside || block); });
    }
  };
  note_nested(note_nested, subject.body, false);
  const auto report = [&](const Message& message, const Block& block, std::vector<std::string> arguments) {
    subject.sound = false;
    problems.push_back(subject.source.diagnostic_at(message, offset_of_block(subject.body, &block),
                                                    std::move(arguments)));
  };
  for (Block* block : subject.blocks) {
    const auto overridden = find(block->name);
    if (overridden != subject.block_table.end()) {
      block->parent = overridden->second;
      overridden->second = block;
    } else {
      if (subject.parent && !nested.contains(block)) {
        report(messages::template_block_not_in_parent, *block, {quote(program.symbols.name(block->name))});
        std::vector<std::string_view> names;
        for (const auto& entry : subject.block_table) names.push_back(program.symbols.name(entry.first));
        problems.back().nearest = nearest_name(program.symbols.name(block->name), names);
      }
      subject.block_table.emplace_back(block->name, block);
    }
    if (!block->parent && contains_super(block->body)) report(messages::template_no_super, *block, {});
  }
}

void check_exports(Program& program, Template& subject, Body& body, std::vector<Diagnostic>& problems) {
  for (Statement& statement : body) {
    if (const Import* import = std::get_if<Import>(&statement.node); import && import->target) {
      for (const Import::Item& item : import->names) {
        const std::vector<Symbol>& exports = import->target->exports;
        if (std::find(exports.begin(), exports.end(), item.name) != exports.end()) continue;
        const std::string_view name = program.symbols.name(item.name);
        Diagnostic problem = subject.source.diagnostic_at(messages::template_no_such_export, item.offset,
                                                          {quote(import->name), quote(name)});
        std::vector<std::string_view> names;
        for (const Symbol symbol : exports) names.push_back(program.symbols.name(symbol));
        problem.nearest = nearest_name(name, names);
        problems.push_back(std::move(problem));
        subject.sound = false;
      }
    }
    visit_bodies(statement,
                 [&](Body& inner) { check_exports(program, subject, inner, problems); });
  }
}

/// Reports names that neither the host nor any template ever sets. `x is defined` and
/// `x|default(…)` ask, they do not use.
class NameCheck {
 public:
  NameCheck(const Program& program, const std::unordered_set<Symbol>& assigned,
            std::vector<Diagnostic>& problems)
      : program_(program), assigned_(assigned), problems_(problems) {
    for (const std::string& name : program.environment.globals) known_.push_back(name);
    for (const std::string_view name : function_names()) known_.push_back(name);
    for (const std::string_view name : {"loop", "caller", "varargs", "kwargs"}) known_.push_back(name);
    candidates_ = known_;
    for (const Symbol symbol : assigned) candidates_.push_back(program.symbols.name(symbol));
    std::sort(candidates_.begin(), candidates_.end());
  }

  void run(Template& subject) { check(subject, subject.body); }

 private:
  void check(Template& subject, Body& body) {
    for (Statement& statement : body) {
      visit_expressions(statement, [&](Expression& expression) { check(subject, expression, false); });
      visit_bodies(statement, [&](Body& inner) { check(subject, inner); });
    }
  }

  void check(Template& subject, Expression& expression, bool only_asked) {
    if (const Name* name = std::get_if<Name>(&expression.node); name && !only_asked) {
      const std::string_view text = program_.symbols.name(name->symbol);
      if (!assigned_.contains(name->symbol) &&
          std::find(known_.begin(), known_.end(), text) == known_.end()) {
        problems_.push_back(subject.source.diagnostic_at(messages::template_unknown_global,
                                                         expression.offset, {quote(text)}));
        problems_.back().nearest = nearest_name(text, candidates_);
        subject.sound = false;
      }
    }
    const Expression* asked = nullptr;
    if (const Filter* filter = std::get_if<Filter>(&expression.node)) {
      if (filter->builtin && filter->builtin->accepts_undefined) asked = filter->input.get();
    }
    if (const Test* test = std::get_if<Test>(&expression.node)) {
      if (test->builtin && test->builtin->accepts_undefined) asked = test->input.get();
    }
    visit_children(expression,
                   [&](Expression& child) { check(subject, child, &child == asked); });
  }

  const Program& program_;
  const std::unordered_set<Symbol>& assigned_;
  std::vector<Diagnostic>& problems_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> candidates_;
};

}  // namespace

void link(Program& program, std::vector<Diagnostic>& problems) {
  std::unordered_set<Symbol> assigned;
  for (const auto& each : program.templates) {
    Linker linker(program, *each, assigned, problems);
    linker.run();
    if (each->parent_name.empty()) continue;
    // Found last, so that a child with a missing parent still has its own mistakes reported.
    Template* parent = program.find(each->parent_name);
    if (parent && parent->kind == each->kind) {
      each->parent = parent;
      each->needs.push_back({parent, each->parent_offset});
      continue;
    }
    std::vector<std::string_view> names;
    for (const auto& other : program.templates) names.push_back(other->name);
    problems.push_back(each->source.diagnostic_at(
        parent ? messages::template_kinds_differ : messages::template_missing, each->parent_offset,
        {quote(each->parent_name)}));
    if (!parent) problems.back().nearest = nearest_name(each->parent_name, names);
    each->sound = false;
  }
  const std::vector<Template*> ordered = Order(program, problems).run();
  // From here on each template comes after those it needs; circles are marked unsound.
  for (Template* each : ordered) {
    for (const Need& need : each->needs) each->sound = each->sound && need.target->sound;
    add_reads(each->body, each->reads);
    if (each->parent) {
      each->reads.insert(each->reads.end(), each->parent->reads.begin(), each->parent->reads.end());
    }
    keep_once(each->reads);
    link_blocks(program, *each, problems);
    check_exports(program, *each, each->body, problems);
    collect_free(each->body);
  }
  if (!program.environment.globals.empty()) {
    NameCheck names(program, assigned, problems);
    for (Template* each : ordered) names.run(*each);
  }
  analyse_escapes(program, ordered, problems);
  for (Template* each : ordered) {
    for (const Need& need : each->needs) each->sound = each->sound && need.target->sound;
  }
}

}  // namespace minhbach::templates
