// How blocks, includes, imports, macros and calls run: whatever changes which text is at work.
#include "templates/render.h"

#include <algorithm>

#include "templates/messages.h"

namespace minhbach::templates {

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
    return fail(statement.offset, messages::required_block,
                {quote(program_.symbols.name(node.name))});
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

Value Render::call_macro(const MacroObject& object, const Arguments& arguments,
                         const Object* caller, std::string* direct, std::size_t offset) {
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

}  // namespace minhbach::templates
