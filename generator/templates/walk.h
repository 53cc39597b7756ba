// Visits the children of a node, so that a pass writes down only the nodes it cares about.
#pragma once

#include <utility>

#include "templates/ast.h"

namespace minhbach::templates {

template <typename... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

template <typename Visit>
void visit_arguments(CallArguments& arguments, Visit&& visit) {
  for (ExpressionPtr& argument : arguments.positional) {
    if (argument) visit(*argument);
  }
  for (NamedArgument& argument : arguments.named) visit(*argument.value);
}

/// Calls `visit(Expression&)` for each direct child that is there.
template <typename Visit>
void visit_children(Expression& expression, Visit&& visit) {
  const auto maybe = [&](ExpressionPtr& child) {
    if (child) visit(*child);
  };
  std::visit(Overloaded{
                 [](Literal&) {},
                 [](Name&) {},
                 [](SuperCall&) {},
                 [](SelfCall&) {},
                 [](Captured&) {},
                 [&](Attribute& node) { maybe(node.object); },
                 [&](Subscript& node) {
                   maybe(node.object);
                   maybe(node.index);
                 },
                 [&](Slice& node) {
                   maybe(node.object);
                   maybe(node.start);
                   maybe(node.stop);
                   maybe(node.step);
                 },
                 [&](Call& node) {
                   maybe(node.callee);
                   visit_arguments(node.arguments, visit);
                 },
                 [&](Filter& node) {
                   maybe(node.input);
                   visit_arguments(node.arguments, visit);
                 },
                 [&](Test& node) {
                   maybe(node.input);
                   visit_arguments(node.arguments, visit);
                 },
                 [&](Unary& node) { maybe(node.operand); },
                 [&](Binary& node) {
                   maybe(node.left);
                   maybe(node.right);
                 },
                 [&](Concatenation& node) {
                   for (ExpressionPtr& part : node.parts) maybe(part);
                 },
                 [&](Comparing& node) {
                   maybe(node.left);
                   for (ComparisonStep& step : node.steps) maybe(step.right);
                 },
                 [&](Logic& node) {
                   maybe(node.left);
                   maybe(node.right);
                 },
                 [&](Conditional& node) {
                   maybe(node.condition);
                   maybe(node.then);
                   maybe(node.otherwise);
                 },
                 [&](ListLiteral& node) {
                   for (ExpressionPtr& item : node.items) maybe(item);
                 },
                 [&](MapLiteral& node) {
                   for (auto& [key, value] : node.entries) {
                     maybe(key);
                     maybe(value);
                   }
                 },
             },
             expression.node);
}

/// Calls `visit(Expression&)` for each expression that stands directly in the statement.
template <typename Visit>
void visit_expressions(Statement& statement, Visit&& visit) {
  const auto maybe = [&](ExpressionPtr& child) {
    if (child) visit(*child);
  };
  const auto parameters = [&](Macro& macro) {
    for (Parameter& parameter : macro.parameters) maybe(parameter.fallback);
  };
  std::visit(Overloaded{
                 [](Data&) {},
                 [](Block&) {},
                 [](Include&) {},
                 [](Import&) {},
                 [&](Output& node) { maybe(node.expression); },
                 [&](If& node) {
                   for (Branch& branch : node.branches) maybe(branch.condition);
                 },
                 [&](For& node) {
                   maybe(node.items);
                   maybe(node.condition);
                 },
                 [&](Set& node) { maybe(node.value); },
                 [&](SetBlock& node) { maybe(node.filters); },
                 [&](With& node) {
                   for (auto& variable : node.variables) maybe(variable.second);
                 },
                 [&](FilterBlock& node) { maybe(node.filters); },
                 [&](Macro& node) { parameters(node); },
                 [&](CallBlock& node) {
                   parameters(node.body);
                   maybe(node.call);
                 },
             },
             statement.node);
}

/// Calls `visit(Body&)` for each body that stands directly in the statement.
template <typename Visit>
void visit_bodies(Statement& statement, Visit&& visit) {
  std::visit(Overloaded{
                 [](Data&) {},
                 [](Output&) {},
                 [](Set&) {},
                 [](Include&) {},
                 [](Import&) {},
                 [&](If& node) {
                   for (Branch& branch : node.branches) visit(branch.body);
                   visit(node.otherwise);
                 },
                 [&](For& node) {
                   visit(node.body);
                   visit(node.otherwise);
                 },
                 [&](SetBlock& node) { visit(node.body); },
                 [&](With& node) { visit(node.body); },
                 [&](FilterBlock& node) { visit(node.body); },
                 [&](Block& node) { visit(node.body); },
                 [&](Macro& node) { visit(node.body); },
                 [&](CallBlock& node) { visit(node.body.body); },
             },
             statement.node);
}

/// Calls `visit` for an expression and everything below it.
template <typename Visit>
void visit_deep(Expression& expression, Visit&& visit) {
  visit(expression);
  visit_children(expression, [&](Expression& child) { visit_deep(child, visit); });
}

}  // namespace minhbach::templates
