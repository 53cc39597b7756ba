// How statements run.
#include "templates/render.h"

#include "templates/messages.h"

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
  memory_end_ = arena_.used() + limits_.memory_bytes;
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
    fail(body.empty() ? 0 : body.front().offset, messages::too_deep,
         {std::to_string(limits_.depth)});
  }
  for (const Statement& statement : body) {
    if (failed()) break;
    run_statement(statement);
  }
  --nesting_;
}

void Render::run_statement(const Statement& statement) {
  std::visit([&](const auto& node) { run(node, statement); }, statement.node);
  // The value of a `set` block, of a macro and so on is limited like a page.
  if (out_->size() > output_limit_) {
    fail(statement.offset, messages::too_much_output, {std::to_string(limits_.output_bytes)});
  }
}

void Render::run(const Data& node, const Statement&) { out_->append(node.text); }

void Render::run(const Output& node, const Statement& statement) {
  const Expression& expression = *node.expression;
  if (node.as_it_is) {
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
    const Expression* owner = call->callee.get();
    if (const Attribute* attribute = std::get_if<Attribute>(&owner->node)) {
      owner = attribute->object.get();  // `m.nut()` of an imported file.
    }
    const Value callee =
        std::holds_alternative<Name>(owner->node) ? evaluate(*call->callee) : Value();
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
  const auto* space = held.kind() == Value::Kind::object
                          ? dynamic_cast<const Namespace*>(&held.as_object())
                          : nullptr;
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

}  // namespace minhbach::templates
