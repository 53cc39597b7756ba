// The link stage: each template by itself, then the passes that need several of them.
#include "templates/link.h"

#include <algorithm>
#include <unordered_set>

#include "templates/check_names.h"
#include "templates/escape_analysis.h"
#include "templates/link_template.h"
#include "templates/messages.h"
#include "templates/walk.h"

namespace minhbach::templates {
namespace {

/// Orders templates so that each stands behind those it needs; reports circles.
class Order {
 public:
  Order(Program& program, std::vector<Diagnostic>& problems)
      : program_(program), problems_(problems) {}

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
    problems_.push_back(
        path_.back()->source.diagnostic_at(messages::template_cycle, from, {circle}));
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
    if (const Include* include = std::get_if<Include>(&statement.node);
        include && include->target) {
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
        if (const Name* name = std::get_if<Name>(&expression.node))
          macro.free.push_back(name->symbol);
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
  const auto report = [&](const Message& message, const Block& block,
                          std::vector<std::string> arguments) {
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
      if (subject.parent && subject.parent->complete && !nested.contains(block)) {
        report(messages::template_block_not_in_parent, *block,
               {quote(program.symbols.name(block->name))});
        std::vector<std::string_view> names;
        for (const auto& entry : subject.block_table)
          names.push_back(program.symbols.name(entry.first));
        problems.back().nearest = nearest_name(program.symbols.name(block->name), names);
      }
      subject.block_table.emplace_back(block->name, block);
    }
    // With a broken parent nobody knows what it has.
    const bool knows_parent =
        subject.parent_name.empty() || (subject.parent && subject.parent->complete);
    if (!block->parent && knows_parent && contains_super(block->body))
      report(messages::template_no_super, *block, {});
  }
}

void check_exports(Program& program, Template& subject, Body& body,
                   std::vector<Diagnostic>& problems) {
  for (Statement& statement : body) {
    if (const Import* import = std::get_if<Import>(&statement.node);
        import && import->target && import->target->complete) {
      for (const Import::Item& item : import->names) {
        const std::vector<Symbol>& exports = import->target->exports;
        if (std::find(exports.begin(), exports.end(), item.name) != exports.end()) continue;
        const std::string_view name = program.symbols.name(item.name);
        Diagnostic problem = subject.source.diagnostic_at(
            messages::template_no_such_export, item.offset, {quote(import->name), quote(name)});
        std::vector<std::string_view> names;
        for (const Symbol symbol : exports) names.push_back(program.symbols.name(symbol));
        problem.nearest = nearest_name(name, names);
        problems.push_back(std::move(problem));
        subject.sound = false;
      }
    }
    visit_bodies(statement, [&](Body& inner) { check_exports(program, subject, inner, problems); });
  }
}

}  // namespace

void link(Program& program, std::vector<Diagnostic>& problems) {
  std::unordered_set<Symbol> assigned;
  for (const auto& each : program.templates) {
    link_template(program, *each, assigned, problems);
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
    each->complete = false;
  }
  const std::vector<Template*> ordered = Order(program, problems).run();
  // From here on each template comes after those it needs; circles are marked unsound.
  for (Template* each : ordered) {
    for (const Need& need : each->needs) each->sound = each->sound && need.target->sound;
    if (each->parent) each->complete = each->complete && each->parent->complete;
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
    check_names(program, ordered, assigned, problems);
  }
  analyse_escapes(program, ordered, problems);
  for (Template* each : ordered) {
    for (const Need& need : each->needs) each->sound = each->sound && need.target->sound;
  }
}

}  // namespace minhbach::templates
