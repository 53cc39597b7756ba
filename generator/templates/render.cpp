// How statements run.
#include "templates/render.h"

#include <algorithm>

#include "templates/escape.h"
#include "templates/messages.h"
#include "templates/walk.h"

namespace minhbach::templates {
Render::Render(const Program& program, Arena& arena, const Limits& limits)
    : program_(program),
      arena_(arena),
      limits_(limits),
      globals_(program.symbols.size()),
      loop_(program.symbols.find("loop")),
      caller_(program.symbols.find("caller")),
      varargs_(program.symbols.find("varargs")),
      kwargs_(program.symbols.find("kwargs")) {}

std::optional<Diagnostic> Render::run(const Template& page, std::span<const Entry> globals,
                                      std::string& out) {
  const auto put = [&](std::string_view name, const Value& value) {
    const Symbol symbol = program_.symbols.find(name);
    if (symbol < globals_.size()) globals_[symbol] = value;
  };
  for (const auto& [name, function] : functions()) put(name, Value::object(*function));
  for (const Entry& entry : globals) put(entry.key, entry.value);
  host_globals_ = globals;
  current_ = globals_;
  trail_.reserve(64);
  out_ = &out;
  output_limit_ = out.size() + limits_.output_bytes;
  Module* module = arena_.make<Module>();
  module->base = &globals_;
  module_ = module;
  here_ = &page;
  run_page(page);
  return std::move(failure_);
}

/// Runs a template and, behind what its top level sets, those it extends.
void Render::run_page(const Template& page) {
  page_ = &page;
  const Template* at = &page;
  while (at->parent && !failed()) {
    here_ = at;
    run_prelude(at->body);
    if (!enter(at->parent_offset, true)) return;
    at = at->parent;
  }
  here_ = at;
  run_body(at->body);
}

/// In a template with a parent only what sets something runs; its blocks wait for their places.
void Render::run_prelude(const Body& body) {
  for (const Statement& statement : body) {
    if (failed()) return;
    if (const If* node = std::get_if<If>(&statement.node)) {
      const Body* chosen = &node->otherwise;
      for (const Branch& branch : node->branches) {
        const bool holds = is_true(use(*branch.condition));
        if (failed()) return;
        if (holds) {
          chosen = &branch.body;
          break;
        }
      }
      run_prelude(*chosen);
    } else if (std::holds_alternative<Set>(statement.node) ||
               std::holds_alternative<SetBlock>(statement.node) ||
               std::holds_alternative<Import>(statement.node) ||
               std::holds_alternative<Macro>(statement.node)) {
      run_statement(statement);
    }
  }
}

void Render::run_body(const Body& body) {
  if (++nesting_ > stack_limit) {
    fail(body.empty() ? 0 : body.front().offset, messages::too_deep, {std::to_string(limits_.depth)});
  }
  for (const Statement& statement : body) {
    if (failed()) break;
    run_statement(statement);
  }
  --nesting_;
}

void Render::run_statement(const Statement& statement) {
  std::visit([&](const auto& node) { run(node, statement); }, statement.node);
  if (out_->size() > output_limit_) {
    fail(statement.offset, messages::too_much_output, {std::to_string(limits_.output_bytes)});
  }
}

void Render::run(const Data& node, const Statement&) { out_->append(node.text); }

void Render::run(const Output& node, const Statement& statement) {
  const Expression& expression = *node.expression;
  if (std::holds_alternative<SuperCall>(expression.node)) {
    if (enter(statement.offset)) {
      run_block(*block_->parent, true);
      callers_.pop_back();
    }
    return;
  }
  if (const Call* call = std::get_if<Call>(&expression.node);
      call && (node.escape == Escape::html_text || node.escape == Escape::xml_text ||
               node.escape == Escape::plain)) {
    // A macro in text prints straight into the page.
    const Value callee = std::holds_alternative<Name>(call->callee->node) ? evaluate(*call->callee) : Value();
    if (callee.kind() == Value::Kind::object && typeid(callee.as_object()) == typeid(MacroObject)) {
      const std::optional<Arguments> arguments = evaluate_arguments(call->arguments, true);
      if (!arguments) return;
      call_macro(static_cast<const MacroObject&>(callee.as_object()), *arguments, nullptr, out_,
                 statement.offset);
      return;
    }
  }
  const Value value = use(expression);
  if (!failed()) print(value, node.escape, statement.offset);
}

void Render::run(const If& node, const Statement&) {
  for (const Branch& branch : node.branches) {
    const bool holds = is_true(use(*branch.condition));
    if (failed()) return;
    if (holds) return run_body(branch.body);
  }
  run_body(node.otherwise);
}

/// The items of a loop, without those that its `if` turns away.
std::optional<Items> Render::items_to_loop(const For& node) {
  const Value value = use(*node.items);
  if (failed()) return std::nullopt;
  Items items;
  if (value.kind() == Value::Kind::object && value.as_object().is_list()) {
    items.lazy = &value.as_object();
    items.count = value.as_object().size();
  } else {
    items.list = take(items_of(value, tools()), node.items->offset);
    items.count = items.list.size();
    if (failed()) return std::nullopt;
  }
  if (!node.condition) return items;
  std::vector<Value> kept;
  for (std::size_t i = 0; i < items.count; ++i) {
    if (++steps_ > limits_.loop_steps) {
      fail(node.items->offset, messages::too_many_steps, {std::to_string(limits_.loop_steps)});
      return std::nullopt;
    }
    const std::size_t mark = trail_.size();
    const Value item = items.at(i, arena_);
    assign(node.target, item, node.items->offset, false);
    const bool holds = !failed() && is_true(use(*node.condition));
    unwind(mark);
    if (failed()) return std::nullopt;
    if (holds) kept.push_back(item);
  }
  items.lazy = nullptr;
  items.list = arena_.copy(kept);
  items.count = kept.size();
  return items;
}

void Render::run(const For& node, const Statement& statement) {
  const std::optional<Items> items = items_to_loop(node);
  if (!items) return;
  const std::size_t outer = trail_.size();
  if (items->count == 0) {
    run_body(node.otherwise);
    unwind(outer);
    return;
  }
  Loop* loop = node.reads_loop ? arena_.make<Loop>(*items) : nullptr;
  if (loop) bind(loop_, Value::object(*loop));
  const std::size_t inner = trail_.size();
  for (std::size_t i = 0; i < items->count && !failed(); ++i) {
    if (++steps_ > limits_.loop_steps) {
      fail(statement.offset, messages::too_many_steps, {std::to_string(limits_.loop_steps)});
      break;
    }
    if (loop) loop->move_to(i);
    assign(node.target, items->at(i, arena_), node.items->offset, false);
    run_body(node.body);
    unwind(inner);
  }
  unwind(outer);
}

void Render::assign(const Target& target, const Value& value, std::size_t offset, bool exported) {
  const auto give = [&](Symbol symbol, const Value& item) {
    bind(symbol, item);
    if (exported) module_->set(symbol, item);
  };
  if (!target.unpacks) return give(target.names.front(), value);
  const std::span<const Value> items = take(items_of(value, tools()), offset);
  if (failed()) return;
  if (items.size() != target.names.size()) {
    return fail(offset, messages::cannot_unpack,
                {std::to_string(target.names.size()), std::to_string(items.size())});
  }
  for (std::size_t i = 0; i < items.size(); ++i) give(target.names[i], items[i]);
}

void Render::run(const Set& node, const Statement& statement) {
  const Value value = evaluate(*node.value);
  if (failed()) return;
  if (node.member.empty()) {
    if (value.is_undefined() && node.target.unpacks) return fail_undefined(*node.value);
    return assign(node.target, value, node.value->offset, node.exported);
  }
  const Value held = current_[node.target.names.front()];
  const auto* space =
      held.kind() == Value::Kind::object ? dynamic_cast<const Namespace*>(&held.as_object()) : nullptr;
  if (!space) {
    return fail(statement.offset, messages::wrong_operands,
                {"set .", std::string(kind_name(held)), "namespace()"});
  }
  space->set(node.member, value);
}

Value Render::capture(const Body& body) {
  std::string buffer;
  std::string* const outer = out_;
  const std::size_t mark = trail_.size();
  out_ = &buffer;
  run_body(body);
  out_ = outer;
  unwind(mark);
  const std::string_view kept = arena_.copy(buffer);
  return here_->kind == Kind::plain ? Value::text(kept) : Value::markup(kept);
}

void Render::run(const SetBlock& node, const Statement& statement) {
  Value value = capture(node.body);
  if (failed()) return;
  if (node.filters) {
    captured_ = value;
    value = evaluate(*node.filters);
  }
  if (!failed()) assign(node.target, value, statement.offset, node.exported);
}

void Render::run(const With& node, const Statement&) {
  std::vector<Value> values;
  for (const auto& variable : node.variables) values.push_back(evaluate(*variable.second));
  if (failed()) return;
  const std::size_t mark = trail_.size();
  for (std::size_t i = 0; i < values.size(); ++i) bind(node.variables[i].first, values[i]);
  run_body(node.body);
  unwind(mark);
}

void Render::run(const FilterBlock& node, const Statement& statement) {
  captured_ = capture(node.body);
  if (failed()) return;
  const Value value = use(*node.filters);
  if (failed()) return;
  const bool plain = here_->kind == Kind::plain || here_->kind == Kind::json;
  print(value, plain ? Escape::plain : Escape::html_text, statement.offset);
}

const Block* Render::find_block(Symbol name) const {
  for (const auto& [symbol, block] : page_->block_table) {
    if (symbol == name) return block;
  }
  return nullptr;
}

void Render::run(const Block& node, const Statement& statement) {
  const Block* winner = find_block(node.name);
  if (!winner) winner = &node;
  if (winner->required) {
    return fail(statement.offset, messages::required_block, {quote(program_.symbols.name(node.name))});
  }
  if (static_cast<int>(callers_.size()) > limits_.depth) {
    return fail(statement.offset, messages::too_deep, {std::to_string(limits_.depth)});
  }
  run_block(*winner, node.nested && !node.scoped);
}

/// `binds_anew`: what stands around the place must not be seen inside.
void Render::run_block(const Block& block, bool binds_anew) {
  const Place place = here();
  const Block* const outer = block_;
  block_ = &block;
  here_ = block.home;
  if (binds_anew) {
    for (const Symbol symbol : block.free) bind(symbol, module_->find(symbol));
  }
  run_body(block.body);
  block_ = outer;
  if (!failed()) leave(place);
}

void Render::run(const Include& node, const Statement& statement) {
  if (!node.target || !enter(statement.offset)) return;
  const Place place = here();
  const Block* const outer = block_;
  Module* module = arena_.make<Module>();
  module->base = &globals_;
  std::vector<Value> kept;
  if (!node.with_context) {
    kept = std::move(current_);
    current_ = globals_;
  } else if (!node.target->block_table.empty() || node.target->has_macros) {
    // Its blocks and macros see what stands around the include, too.
    module->base = arena_.make<std::vector<Value>>(current_);
  }
  module_ = module;
  here_ = node.target;
  block_ = nullptr;
  run_page(*node.target);
  if (failed()) return;
  block_ = outer;
  if (!node.with_context) {
    trail_.resize(place.trail);
    current_ = std::move(kept);
  }
  leave(place);
  callers_.pop_back();
}

/// Runs an imported template for what its top level sets; what it prints is dropped.
void Render::fill_module(const Template& target, Module& module) {
  const Place place = here();
  const Block* const outer_block = block_;
  std::string dropped;
  std::string* const outer = out_;
  out_ = &dropped;
  module_ = &module;
  here_ = &target;
  block_ = nullptr;
  run_page(target);
  out_ = outer;
  if (failed()) return;
  block_ = outer_block;
  leave(place);
}

Module* Render::load_module(const Import& import, std::size_t offset) {
  if (!import.with_context) {
    for (const auto& [target, module] : modules_) {
      if (target == import.target) return module;
    }
  }
  if (!enter(offset)) return nullptr;
  Module* module = arena_.make<Module>();
  if (import.with_context) {
    module->base = arena_.make<std::vector<Value>>(current_);
    fill_module(*import.target, *module);
  } else {
    module->base = &globals_;
    std::vector<Value> kept = std::move(current_);
    std::vector<Saved> trail = std::move(trail_);
    trail_.clear();
    current_ = globals_;
    fill_module(*import.target, *module);
    current_ = std::move(kept);
    trail_ = std::move(trail);
    modules_.emplace_back(import.target, module);
  }
  if (failed()) return nullptr;
  callers_.pop_back();
  return module;
}

void Render::run(const Import& node, const Statement& statement) {
  const Module* module = load_module(node, statement.offset);
  if (!module) return;
  const auto give = [&](Symbol symbol, const Value& value) {
    bind(symbol, value);
    if (node.exported) module_->set(symbol, value);
  };
  if (!node.is_from) {
    return give(node.alias, Value::object(*arena_.make<ModuleObject>(program_.symbols, *module)));
  }
  for (const Import::Item& item : node.names) {
    Value value;
    for (const auto& variable : module->variables) {
      if (variable.first == item.name) value = variable.second;
    }
    give(item.alias, value);
  }
}

void Render::run(const Macro& node, const Statement&) {
  const Value macro =
      Value::object(*arena_.make<MacroObject>(*this, node, *module_, std::span<const Value>()));
  bind(node.name, macro);
  module_->set(node.name, macro);
}

void Render::run(const CallBlock& node, const Statement& statement) {
  const Call& call = std::get<Call>(node.call->node);
  const Value callee = use(*call.callee);
  if (failed()) return;
  if (callee.kind() != Value::Kind::object || typeid(callee.as_object()) != typeid(MacroObject)) {
    return fail(node.call->offset, messages::cannot_call, {quote(path_of(*call.callee))});
  }
  const std::optional<Arguments> arguments = evaluate_arguments(call.arguments, true);
  if (!arguments) return;
  const std::span<Value> captured = arena_.array<Value>(node.body.free.size());
  for (std::size_t i = 0; i < captured.size(); ++i) captured[i] = current_[node.body.free[i]];
  const MacroObject* caller = arena_.make<MacroObject>(*this, node.body, *module_, captured);
  call_macro(static_cast<const MacroObject&>(callee.as_object()), *arguments, caller, out_,
             statement.offset);
}

Value Render::call_macro(const MacroObject& object, const Arguments& arguments, const Object* caller,
                         std::string* direct, std::size_t offset) {
  if (!enter(offset)) return {};
  const Macro& macro = object.macro;
  const Place place = here();
  const Block* const outer_block = block_;
  std::string* const outer = out_;
  std::string buffer;
  out_ = direct ? direct : &buffer;
  here_ = macro.home;
  module_ = &object.module;
  block_ = nullptr;
  for (std::size_t i = 0; i < macro.free.size(); ++i) {
    bind(macro.free[i],
         object.captured.empty() ? object.module.find(macro.free[i]) : object.captured[i]);
  }
  // A mistake in the call itself is shown at the call, not in the macro.
  here_ = place.here;
  if (bind_parameters(macro, arguments, caller, offset)) {
    here_ = macro.home;
    run_body(macro.body);
  }
  out_ = outer;
  if (failed()) return {};
  block_ = outer_block;
  leave(place);
  callers_.pop_back();
  if (direct) return {};
  const std::string_view kept = arena_.copy(buffer);
  return macro.home->kind == Kind::plain ? Value::text(kept) : Value::markup(kept);
}

bool Render::bind_parameters(const Macro& macro, const Arguments& arguments, const Object* caller,
                             std::size_t offset) {
  const std::size_t count = macro.parameters.size();
  const auto wrong = [&](std::string_view why) {
    std::string names;
    for (const Parameter& parameter : macro.parameters) {
      if (!names.empty()) names += ", ";
      names += program_.symbols.name(parameter.name);
    }
    callers_.pop_back();
    fail(offset, messages::wrong_call,
         {quote(program_.symbols.name(macro.name)), names, std::string(why)});
    return false;
  };
  if (arguments.positional.size() > count && !macro.reads_varargs) {
    return wrong(std::to_string(arguments.positional.size()));
  }
  const auto index_of = [&](std::string_view name) {
    std::size_t i = 0;
    while (i < count && program_.symbols.name(macro.parameters[i].name) != name) ++i;
    return i;
  };
  std::vector<Entry> others;
  for (const Entry& entry : arguments.named) {
    const std::size_t index = index_of(entry.key);
    if (index < arguments.positional.size() && index < count) return wrong(quote(entry.key));
    if (index < count) continue;
    if (!macro.reads_kwargs) return wrong(quote(entry.key));
    others.push_back(entry);
  }
  if (caller && !macro.reads_caller) return wrong("caller");
  if (caller) bind(caller_, Value::object(*caller));
  if (macro.reads_varargs) {
    const std::size_t used = std::min(count, arguments.positional.size());
    bind(varargs_, Value::list(arguments.positional.subspan(used)));
  }
  if (macro.reads_kwargs) bind(kwargs_, Value::map(arena_.copy(others)));
  here_ = macro.home;
  for (std::size_t i = 0; i < count; ++i) {
    const Parameter& parameter = macro.parameters[i];
    Value value;
    bool passed = i < arguments.positional.size();
    if (passed) value = arguments.positional[i];
    for (const Entry& entry : arguments.named) {
      if (!passed && index_of(entry.key) == i) {
        value = entry.value;
        passed = true;
      }
    }
    if (!passed && parameter.fallback) value = evaluate(*parameter.fallback);
    if (failed()) return false;
    bind(parameter.name, value);
  }
  return true;
}

Result<Value> MacroObject::call(const Arguments& arguments, Arena&) const {
  const Value printed = render_.call_macro(*this, arguments, nullptr, nullptr, 0);
  if (render_.failure()) return *render_.failure();
  return printed;
}

void Render::print_text(std::string_view text, bool markup, Escape escape) {
  std::string bare;
  if (markup && escape != Escape::html_text && escape != Escape::plain && escape != Escape::xml_text &&
      escape != Escape::json && escape != Escape::json_string) {
    bare = strip_tags(text);
    text = bare;
  }
  switch (escape) {
    case Escape::plain: out_->append(text); return;
    case Escape::html_text:
      if (markup) {
        out_->append(text);
      } else {
        append_escaped(*out_, text);
      }
      return;
    case Escape::xml_text:
    case Escape::rcdata:
    case Escape::attribute: return append_escaped(*out_, text);
    case Escape::url_start: return append_escaped(*out_, is_safe_link(text) ? text : blocked_link);
    case Escape::url_set: return append_escaped(*out_, is_safe_link_set(text) ? text : blocked_link);
    case Escape::url_rest: return append_link_part(*out_, text);
    case Escape::json_string:
    case Escape::json: return append_json_text(*out_, text);
  }
}

void Render::print(const Value& value, Escape escape, std::size_t offset) {
  if (escape == Escape::json) {
    if (!append_json(*out_, value, arena_)) {
      fail(offset, messages::not_printable, {std::string(kind_name(value))});
    }
    return;
  }
  if (value.is_text()) return print_text(value.as_text(), value.is_markup(), escape);
  if (value.kind() == Value::Kind::integer) {
    append_repr(*out_, value, arena_);
    return;
  }
  if (value.kind() == Value::Kind::object) {
    const Value printed = value.as_object().printed(arena_);
    if (printed.is_text()) return print_text(printed.as_text(), printed.is_markup(), escape);
  }
  std::string text;
  if (!append_text(text, value, arena_)) {
    return fail(offset, messages::not_printable, {std::string(kind_name(value))});
  }
  print_text(text, false, escape);
}

}  // namespace minhbach::templates
