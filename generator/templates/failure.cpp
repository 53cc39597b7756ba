// How a render fails: the place, the chain of calls, and the nearest right name.
#include "templates/messages.h"
#include "templates/render.h"

namespace minhbach::templates {

void Render::fail(std::size_t offset, Diagnostic diagnostic) {
  if (failure_) return;
  if (diagnostic.place.line == 0) {
    diagnostic.place = here_->source.place(offset);
    diagnostic.source_line = std::string(here_->source.line(diagnostic.place.line));
  }
  for (auto at = callers_.rbegin(); at != callers_.rend(); ++at) {
    // A block of a child runs because its parent asked: to say so at the child would only confuse.
    if (at->is_extends && at->where == here_) continue;
    diagnostic.trail.push_back(at->where->source.place(at->offset));
  }
  failure_ = std::move(diagnostic);
}

void Render::fail(std::size_t offset, const Message& message, std::vector<std::string> arguments) {
  fail(offset, unplaced(message, std::move(arguments)));
}

/// The expression as an author would name it: `ho_so.tieu_de`.
std::string Render::path_of(const Expression& expression) {
  if (const Name* name = std::get_if<Name>(&expression.node)) {
    return std::string(program_.symbols.name(name->symbol));
  }
  if (const Attribute* attribute = std::get_if<Attribute>(&expression.node)) {
    return path_of(*attribute->object) + "." + std::string(attribute->name);
  }
  if (const Subscript* subscript = std::get_if<Subscript>(&expression.node)) {
    return path_of(*subscript->object) + "[…]";
  }
  if (std::holds_alternative<Call>(expression.node)) {
    return path_of(*std::get<Call>(expression.node).callee) + "(…)";
  }
  return "(…)";
}

void Render::fail_undefined(const Expression& expression) {
  if (failed()) return;
  const Expression* at = &expression;
  // The mistake is in the part that gave the value.
  while (true) {
    if (const Conditional* choice = std::get_if<Conditional>(&at->node);
        choice && choice->otherwise) {
      at = is_true(evaluate(*choice->condition)) ? choice->then.get() : choice->otherwise.get();
    } else if (choice) {
      at = choice->then.get();
    } else if (const Logic* logic = std::get_if<Logic>(&at->node)) {
      at = logic->right.get();
    } else {
      break;
    }
  }
  if (const Name* name = std::get_if<Name>(&at->node)) {
    const std::string_view text = program_.symbols.name(name->symbol);
    std::vector<std::string_view> known;
    for (const Entry& entry : host_globals_) known.push_back(entry.key);
    for (Symbol symbol = 0; symbol < current_.size(); ++symbol) {
      if (!current_[symbol].is_undefined()) known.push_back(program_.symbols.name(symbol));
    }
    Diagnostic problem = unplaced(messages::undefined_variable, {quote(text)});
    problem.nearest = nearest_name(text, known);
    return fail(at->offset, std::move(problem));
  }
  const Expression* object = nullptr;
  std::string member;
  if (const Attribute* attribute = std::get_if<Attribute>(&at->node)) {
    object = attribute->object.get();
    member = attribute->name;
  } else if (const Subscript* subscript = std::get_if<Subscript>(&at->node)) {
    object = subscript->object.get();
    append_text(member, evaluate(*subscript->index), arena_);
  }
  if (!object) return fail(at->offset, messages::undefined_value);
  const Value holder = evaluate(*object);
  if (failed()) return;
  Diagnostic problem =
      unplaced(messages::undefined_member, {quote(member), quote(path_of(*object))});
  problem.nearest = nearest_name(member, member_names(holder));
  fail(at->offset, std::move(problem));
}

/// One call deeper; false when that is too deep.
bool Render::enter(std::size_t offset, bool is_extends) {
  if (failed()) return false;
  if (static_cast<int>(callers_.size()) >= limits_.depth) {
    fail(offset, messages::too_deep, {std::to_string(limits_.depth)});
    // A hundred equal lines help nobody.
    if (failure_->trail.size() > 5) failure_->trail.resize(5);
    return false;
  }
  if (++steps_ > limits_.loop_steps) {
    fail(offset, messages::too_many_steps, {std::to_string(limits_.loop_steps)});
    return false;
  }
  callers_.push_back({here_, offset, is_extends});
  return true;
}

void Render::leave(const Place& place) {
  unwind(place.trail);
  here_ = place.here;
  page_ = place.page;
  module_ = place.module;
  callers_.resize(place.callers);
}

}  // namespace minhbach::templates
