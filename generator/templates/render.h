// One render of one page: walks the tree and appends to one string.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "templates/objects.h"
#include "templates/template.h"

namespace minhbach::templates {

class Render;

/// The top-level variables of a page or an imported template: what its blocks and macros see.
struct Module {
  std::vector<std::pair<Symbol, Value>> variables;
  const std::vector<Value>* base = nullptr;  ///< By symbol: what it sees beside its own.

  Value find(Symbol symbol) const {
    for (const auto& [name, value] : variables) {
      if (name == symbol) return value;
    }
    return (*base)[symbol];
  }
  void set(Symbol symbol, const Value& value) {
    for (auto& variable : variables) {
      if (variable.first == symbol) {
        variable.second = value;
        return;
      }
    }
    variables.emplace_back(symbol, value);
  }
};

/// A macro as a value, or the body of a `call` block as `caller`.
class MacroObject final : public Object {
 public:
  MacroObject(Render& render, const Macro& body, Module& home, std::span<const Value> seen)
      : macro(body), module(home), captured(seen), render_(render) {}

  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena& arena) const override;

  const Macro& macro;
  Module& module;
  std::span<const Value> captured;  ///< Of a call body: what `macro.free` meant where it stands.

 private:
  Render& render_;
};

/// Statements and expressions open at once, over all macros: what a thread's stack can bear.
inline constexpr int stack_limit = 1500;

/// What `import … as name` binds.
class ModuleObject final : public Object {
 public:
  ModuleObject(const Symbols& symbols, const Module& module) : symbols_(symbols), module_(module) {}

  Value member(std::string_view name, Arena&) const override {
    const Symbol symbol = symbols_.find(name);
    for (const auto& variable : module_.variables) {
      if (variable.first == symbol) return variable.second;
    }
    return {};
  }
  std::vector<std::string_view> names() const override {
    std::vector<std::string_view> out;
    for (const auto& variable : module_.variables) out.push_back(symbols_.name(variable.first));
    return out;
  }

 private:
  const Symbols& symbols_;
  const Module& module_;
};

/// Variables are bound shallowly: `current_` holds the value each symbol has now, and a trail of
/// what was overwritten restores it when a scope ends. So a lookup is one index, at any depth, and
/// includes see what stands around them; blocks and macros, which must not, bind what they read
/// anew.
class Render {
 public:
  Render(const Program& program, Arena& arena, const Limits& limits);

  std::optional<Diagnostic> run(const Template& page, std::span<const Entry> globals,
                                std::string& out);

  /// Runs a macro, called at `offset`, and hands back what it printed, or prints it to `direct`. On
  /// failure the failure is set.
  Value call_macro(const MacroObject& macro, const Arguments& arguments, const Object* caller,
                   std::string* direct, std::size_t offset);
  const std::optional<Diagnostic>& failure() const { return failure_; }

 private:
  struct Saved {
    Symbol symbol;
    Value value;
  };
  struct Caller {
    const Template* where;
    std::size_t offset;
    bool is_extends;
  };
  /// What is put aside while another template or macro runs.
  struct Place {
    const Template* here;
    const Template* page;
    Module* module;
    std::size_t trail;
    std::size_t callers;
  };

  // Statements (render.cpp, render_parts.cpp), and what they print (print.cpp).
  void run_body(const Body& body);
  void run_statement(const Statement& statement);
  void run(const Data& node, const Statement& statement);
  void run(const Output& node, const Statement& statement);
  void run(const If& node, const Statement& statement);
  void run(const For& node, const Statement& statement);
  void run(const Set& node, const Statement& statement);
  void run(const SetBlock& node, const Statement& statement);
  void run(const With& node, const Statement& statement);
  void run(const FilterBlock& node, const Statement& statement);
  void run(const Block& node, const Statement& statement);
  void run(const Include& node, const Statement& statement);
  void run(const Import& node, const Statement& statement);
  void run(const Macro& node, const Statement& statement);
  void run(const CallBlock& node, const Statement& statement);

  void run_page(const Template& page);
  void run_prelude(const Body& body);
  void run_block(const Block& block, bool binds_anew);
  const Block* find_block(Symbol name) const;
  Module* load_module(const Import& import, std::size_t offset);
  void fill_module(const Template& target, Module& module);
  bool bind_parameters(const Macro& macro, const Arguments& arguments, const Object* caller,
                       std::size_t offset);
  std::optional<Items> items_to_loop(const For& node);
  void assign(const Target& target, const Value& value, std::size_t offset, bool exported);
  Value capture(const Body& body);
  void print(const Value& value, Escape escape, std::size_t offset);
  void print_words(const Value& words, Escape escape);
  void print_text(std::string_view text, bool markup, Escape escape);

  // Expressions (evaluate.cpp). After a failure they hand back undefined.
  Value evaluate(const Expression& expression);
  /// The value, which must be there.
  Value use(const Expression& expression);
  Value ask(const Expression& expression);
  Value evaluate(const Literal& node, const Expression&) { return node.value; }
  Value evaluate(const Name& node, const Expression&) { return current_[node.symbol]; }
  Value evaluate(const Captured&, const Expression&) { return captured_; }
  Value evaluate(const Attribute& node, const Expression& expression);
  Value evaluate(const Subscript& node, const Expression& expression);
  Value evaluate(const Slice& node, const Expression& expression);
  Value evaluate(const Call& node, const Expression& expression);
  Value evaluate(const SuperCall& node, const Expression& expression);
  Value evaluate(const SelfCall& node, const Expression& expression);
  Value evaluate(const Filter& node, const Expression& expression);
  Value apply(const Filter& node, const Value& input, std::size_t offset);
  Value evaluate(const Test& node, const Expression& expression);
  Value evaluate(const Unary& node, const Expression& expression);
  Value evaluate(const Binary& node, const Expression& expression);
  Value evaluate(const Concatenation& node, const Expression& expression);
  Value evaluate(const Comparing& node, const Expression& expression);
  Value evaluate(const Logic& node, const Expression& expression);
  Value evaluate(const Conditional& node, const Expression& expression);
  Value evaluate(const ListLiteral& node, const Expression& expression);
  Value evaluate(const MapLiteral& node, const Expression& expression);
  Value call_value(const Value& callee, const Call& node, const Expression& expression);
  std::optional<Arguments> evaluate_arguments(const CallArguments& arguments, bool allow_undefined);
  bool compare_step(Comparison op, const Value& left, const Value& right, std::size_t offset);

  // Failing (failure.cpp).
  void fail(std::size_t offset, Diagnostic diagnostic);
  void fail(std::size_t offset, const Message& message, std::vector<std::string> arguments = {});
  void fail_undefined(const Expression& expression);
  std::string path_of(const Expression& expression);
  bool failed() const { return failure_.has_value(); }
  template <typename T>
  T take(Result<T> result, std::size_t offset) {
    if (result) return std::move(*result);
    fail(offset, std::move(result.error()));
    return T{};
  }

  bool enter(std::size_t offset, bool is_extends = false);
  Place here() const { return {here_, page_, module_, trail_.size(), callers_.size()}; }
  void leave(const Place& place);
  void bind(Symbol symbol, const Value& value) {
    trail_.push_back({symbol, current_[symbol]});
    current_[symbol] = value;
  }
  void unwind(std::size_t trail) {
    while (trail_.size() > trail) {
      current_[trail_.back().symbol] = trail_.back().value;
      trail_.pop_back();
    }
  }
  Tools tools() {
    return {arena_, limits_, program_.builtins, here_->kind, {}, steps_, memory_end_};
  }

  const Program& program_;
  Arena& arena_;
  const Limits limits_;
  std::string* out_ = nullptr;
  std::size_t output_limit_ = 0;
  std::size_t memory_end_ = 0;
  std::span<const Entry> host_globals_;  ///< As handed in: names no template knows, for hints.
  std::vector<Value> globals_;
  std::vector<Value> current_;
  std::vector<Saved> trail_;
  std::vector<Caller> callers_;
  std::vector<std::pair<const Template*, Module*>> modules_;
  std::optional<Diagnostic> failure_;
  const Template* here_ = nullptr;  ///< Whose text is being run.
  const Template* page_ = nullptr;  ///< Whose blocks win.
  Module* module_ = nullptr;
  const Block* block_ = nullptr;  ///< For super().
  Value captured_;
  std::int64_t steps_ = 0;
  int nesting_ = 0;
  Symbol loop_, caller_, varargs_, kwargs_;
};

/// A method of a text or a map: `value.name(arguments)`. Nothing when it has no such method.
std::optional<Result<Value>> call_method(const Value& value, std::string_view name,
                                         const Arguments& arguments, const Tools& tools);

}  // namespace minhbach::templates
