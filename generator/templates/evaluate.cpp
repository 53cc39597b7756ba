// How expressions are evaluated.
#include "templates/escape.h"
#include "templates/messages.h"
#include "templates/render.h"

namespace minhbach::templates {
Value Render::evaluate(const Expression& expression) {
  if (failed()) return {};
  if (nesting_ >= stack_limit) {
    fail(expression.offset, messages::too_deep, {std::to_string(limits_.depth)});
    return {};
  }
  ++nesting_;
  const Value value =
      std::visit([&](const auto& node) { return evaluate(node, expression); }, expression.node);
  --nesting_;
  if (arena_.used() > memory_end_) {
    fail(expression.offset, messages::too_much_memory, {std::to_string(limits_.memory_bytes)});
  }
  return value;
}

Value Render::use(const Expression& expression) {
  const Value value = evaluate(expression);
  if (value.is_undefined()) fail_undefined(expression);
  return value;
}

Value Render::evaluate(const Attribute& node, const Expression&) {
  const Value object = use(*node.object);
  return failed() ? Value() : member_of(object, node.name, arena_);
}

Value Render::evaluate(const Subscript& node, const Expression&) {
  const Value object = use(*node.object);
  const Value index = failed() ? Value() : use(*node.index);
  return failed() ? Value() : item_of(object, index, arena_);
}

Value Render::evaluate(const Slice& node, const Expression& expression) {
  const Value object = use(*node.object);
  const auto bound = [&](const ExpressionPtr& each) {
    return each && !failed() ? use(*each) : Value();
  };
  const Value start = bound(node.start);
  const Value stop = bound(node.stop);
  const Value step = bound(node.step);
  if (failed()) return {};
  return take(slice_of(object, start, stop, step, tools()), expression.offset);
}

std::optional<Arguments> Render::evaluate_arguments(const CallArguments& arguments,
                                                    bool allow_undefined) {
  const std::span<Value> positional = arena_.array<Value>(arguments.positional.size());
  const std::span<Entry> named = arena_.array<Entry>(arguments.named.size());
  const auto value_of = [&](const Expression& each) {
    return allow_undefined ? evaluate(each) : use(each);
  };
  for (std::size_t i = 0; i < positional.size(); ++i)
    positional[i] = value_of(*arguments.positional[i]);
  for (std::size_t i = 0; i < named.size(); ++i) {
    named[i] = {arguments.named[i].name, value_of(*arguments.named[i].value)};
  }
  if (failed()) return std::nullopt;
  return Arguments{positional, named};
}

Value Render::evaluate(const Call& node, const Expression& expression) {
  const Attribute* attribute = std::get_if<Attribute>(&node.callee->node);
  if (!attribute) return call_value(use(*node.callee), node, expression);
  // A method, when the object has no member of that name.
  const Value object = use(*attribute->object);
  if (failed()) return {};
  const Value callee = member_of(object, attribute->name, arena_);
  if (!callee.is_undefined()) return call_value(callee, node, expression);
  const std::optional<Arguments> arguments = evaluate_arguments(node.arguments, false);
  if (!arguments) return {};
  std::optional<Result<Value>> result = call_method(object, attribute->name, *arguments, tools());
  if (result) return take(std::move(*result), expression.offset);
  fail_undefined(*node.callee);
  return {};
}

Value Render::call_value(const Value& callee, const Call& node, const Expression& expression) {
  if (failed()) return {};
  if (callee.kind() != Value::Kind::object || !callee.as_object().is_callable()) {
    fail(expression.offset, messages::cannot_call, {quote(path_of(*node.callee))});
    return {};
  }
  const bool is_macro = typeid(callee.as_object()) == typeid(MacroObject);
  const std::optional<Arguments> arguments = evaluate_arguments(node.arguments, is_macro);
  if (!arguments) return {};
  if (!is_macro) return take(callee.as_object().call(*arguments, arena_), expression.offset);
  return call_macro(static_cast<const MacroObject&>(callee.as_object()), *arguments, nullptr,
                    nullptr, expression.offset);
}

Value Render::evaluate(const SuperCall&, const Expression& expression) {
  if (!block_ || !block_->parent || !enter(expression.offset)) return {};
  std::string buffer;
  std::string* const outer = out_;
  out_ = &buffer;
  run_block(*block_->parent, true);
  out_ = outer;
  if (failed()) return {};
  callers_.pop_back();
  const std::string_view kept = arena_.copy(buffer);
  return here_->kind == Kind::plain ? Value::text(kept) : Value::markup(kept);
}

Value Render::evaluate(const SelfCall& node, const Expression& expression) {
  const Block* block = find_block(node.block);
  if (!block) {
    std::vector<std::string_view> names;
    for (const auto& entry : page_->block_table)
      names.push_back(program_.symbols.name(entry.first));
    const std::string_view name = program_.symbols.name(node.block);
    Diagnostic problem = unplaced(messages::undefined_member, {quote(name), quote("self")});
    problem.nearest = nearest_name(name, names);
    fail(expression.offset, std::move(problem));
    return {};
  }
  if (!enter(expression.offset)) return {};
  std::string buffer;
  std::string* const outer = out_;
  out_ = &buffer;
  run_block(*block, true);
  out_ = outer;
  if (failed()) return {};
  callers_.pop_back();
  const std::string_view kept = arena_.copy(buffer);
  return here_->kind == Kind::plain ? Value::text(kept) : Value::markup(kept);
}

Value Render::evaluate(const Filter& node, const Expression& expression) {
  const bool may_ask = node.builtin && node.builtin->accepts_undefined;
  const Value input = may_ask ? ask(*node.input) : use(*node.input);
  if (failed()) return {};
  const Value out = apply(node, input, expression.offset);
  // What a filter makes of a text is in the language of that text.
  const bool keeps_language = input.is_text() && out.is_text() && out.language().empty();
  return keeps_language ? out.in_language(input.language()) : out;
}

Value Render::apply(const Filter& node, const Value& input, std::size_t offset) {
  if (node.builtin && !node.builtin->takes_any) {
    std::array<Value, parameter_limit> values;
    const std::size_t count = node.arguments.positional.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (node.arguments.positional[i]) values[i] = use(*node.arguments.positional[i]);
    }
    if (failed()) return {};
    return take(node.builtin->apply(input, std::span(values).first(count), tools()), offset);
  }
  const std::optional<Arguments> arguments = evaluate_arguments(node.arguments, false);
  if (!arguments) return {};
  if (node.host) return take(node.host->apply(input, *arguments, arena_), offset);
  Tools inner = tools();
  inner.named = arguments->named;
  return take(node.builtin->apply(input, arguments->positional, inner), offset);
}

Value Render::evaluate(const Test& node, const Expression& expression) {
  const bool may_ask = node.builtin && node.builtin->accepts_undefined;
  const Value input = may_ask ? ask(*node.input) : use(*node.input);
  if (failed()) return {};
  bool holds = false;
  if (node.builtin) {
    std::array<Value, parameter_limit> values;
    const std::size_t count = node.arguments.positional.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (node.arguments.positional[i]) values[i] = use(*node.arguments.positional[i]);
    }
    if (failed()) return {};
    holds = take(node.builtin->holds(input, std::span(values).first(count), tools()),
                 expression.offset);
  } else {
    const std::optional<Arguments> arguments = evaluate_arguments(node.arguments, false);
    if (!arguments) return {};
    holds = take(node.host->holds(input, *arguments, arena_), expression.offset);
  }
  return failed() ? Value() : Value::boolean(holds != node.negated);
}

Value Render::evaluate(const Unary& node, const Expression& expression) {
  const Value operand = use(*node.operand);
  if (failed()) return {};
  if (node.op == UnaryOperator::logical_not) return Value::boolean(!is_true(operand));
  if (node.op == UnaryOperator::minus) return take(negate(operand), expression.offset);
  return take(calculate(BinaryOperator::add, Value::integer(0), operand, tools()),
              expression.offset);
}

Value Render::evaluate(const Binary& node, const Expression& expression) {
  const Value left = use(*node.left);
  const Value right = failed() ? Value() : use(*node.right);
  if (failed()) return {};
  return take(calculate(node.op, left, right, tools()), expression.offset);
}

Value Render::evaluate(const Concatenation& node, const Expression& expression) {
  const std::span<Value> parts = arena_.array<Value>(node.parts.size());
  bool markup = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = use(*node.parts[i]);
    if (failed()) return {};
    if (parts[i].kind() == Value::Kind::object) parts[i] = parts[i].as_object().printed(arena_);
    markup = markup || parts[i].is_markup();
  }
  std::string out;
  for (const Value& part : parts) {
    const std::string_view text = take(text_of(part, arena_), expression.offset);
    if (failed()) return {};
    if (markup && !part.is_markup()) {
      append_escaped(out, text);
    } else {
      out += text;
    }
  }
  if (out.size() > limits_.output_bytes) {
    fail(expression.offset, messages::too_much_output, {std::to_string(limits_.output_bytes)});
    return {};
  }
  const std::string_view kept = arena_.copy(out);
  return markup ? Value::markup(kept) : Value::text(kept);
}

bool Render::compare_step(Comparison op, const Value& left, const Value& right,
                          std::size_t offset) {
  switch (op) {
    case Comparison::equal: return is_equal(left, right);
    case Comparison::not_equal: return !is_equal(left, right);
    case Comparison::in: return take(contains(right, left, tools()), offset);
    case Comparison::not_in: return !take(contains(right, left, tools()), offset);
    default: break;
  }
  const int order = take(compare(left, right), offset);
  switch (op) {
    case Comparison::less: return order < 0;
    case Comparison::less_equal: return order <= 0;
    case Comparison::greater: return order > 0;
    default: return order >= 0;
  }
}

Value Render::evaluate(const Comparing& node, const Expression& expression) {
  Value left = use(*node.left);
  for (const ComparisonStep& step : node.steps) {
    const Value right = failed() ? Value() : use(*step.right);
    if (failed()) return {};
    const bool holds = compare_step(step.op, left, right, expression.offset);
    if (failed()) return {};
    if (!holds) return Value::boolean(false);
    left = right;
  }
  return Value::boolean(true);
}

Value Render::evaluate(const Logic& node, const Expression&) {
  const Value left = use(*node.left);
  if (failed()) return {};
  return is_true(left) == node.is_and ? evaluate(*node.right) : left;
}

Value Render::evaluate(const Conditional& node, const Expression&) {
  const Value condition = use(*node.condition);
  if (failed()) return {};
  if (is_true(condition)) return evaluate(*node.then);
  // `{{ "selected" if x }}` prints nothing, as in Jinja, where all else undefined is an error.
  return node.otherwise ? evaluate(*node.otherwise) : Value::text("");
}

/// The value for what may ask about an undefined one: `default` and `is defined`.
Value Render::ask(const Expression& expression) {
  const Conditional* node = std::get_if<Conditional>(&expression.node);
  if (!node || node->otherwise) return evaluate(expression);
  const Value condition = use(*node->condition);
  return !failed() && is_true(condition) ? evaluate(*node->then) : Value();
}

Value Render::evaluate(const ListLiteral& node, const Expression&) {
  const std::span<Value> items = arena_.array<Value>(node.items.size());
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = use(*node.items[i]);
  return Value::list(items);
}

Value Render::evaluate(const MapLiteral& node, const Expression&) {
  std::vector<Entry> entries;
  for (const auto& [key, value] : node.entries) {
    const Value name = use(*key);
    const Value held = failed() ? Value() : use(*value);
    if (failed()) return {};
    if (!name.is_text()) {
      fail(key->offset, messages::wrong_operands, {"{:}", std::string(kind_name(name)), "text"});
      return {};
    }
    bool found = false;
    for (Entry& entry : entries) {
      if (entry.key == name.as_text()) {
        entry.value = held;
        found = true;
      }
    }
    if (!found) entries.push_back({name.as_text(), held});
  }
  return Value::map(arena_.copy(entries));
}

}  // namespace minhbach::templates
