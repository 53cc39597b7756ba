// The walk over one template.
#include "templates/link_template.h"

#include <algorithm>

#include "templates/messages.h"
#include "templates/walk.h"

namespace minhbach::templates {
namespace {

/// What is known about the place of a statement.
struct Scope {
  bool top_level = true;  ///< Not inside any statement but `if`.
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

  Diagnostic& report(const Message& message, std::size_t offset,
                     std::vector<std::string> arguments) {
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

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

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
  visit_expressions(statement, [&](Expression& expression) { link_expression(expression, scope); });
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
  if (Filter* filter = std::get_if<Filter>(&expression.node))
    link_filter(*filter, expression.offset);
  if (Test* test = std::get_if<Test>(&expression.node)) link_test(*test, expression.offset);
  if (!std::holds_alternative<SuperCall>(expression.node)) return;
  if (!scope.block) {
    report(messages::template_no_super, expression.offset, {});
  } else if (scope.in_macro) {  // No macro stands in a block: it is the body of a call.
    report(messages::template_super_in_call, expression.offset, {});
  }
}

/// Puts the arguments into the order of the parameters; a missing one becomes null.
template <typename Node>
bool Linker::bind(Node& node, const Parameters& parameters, std::size_t required,
                  std::size_t offset) {
  std::vector<std::string_view> named;
  for (const NamedArgument& argument : node.arguments.named) named.push_back(argument.name);
  std::array<int, parameter_limit> slots{};
  const std::size_t positional = node.arguments.positional.size();
  if (!bind_arguments(parameters, required, positional, named, slots)) {
    report(messages::template_wrong_arguments, offset,
           {quote(node.name), parameter_list(parameters)});
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

}  // namespace

void link_template(Program& program, Template& subject, std::unordered_set<Symbol>& assigned,
                   std::vector<Diagnostic>& problems) {
  Linker(program, subject, assigned, problems).run();
}

}  // namespace minhbach::templates
