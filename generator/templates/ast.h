// The tree of a template: expressions and statements, each with its place in the source.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "templates/symbols.h"
#include "value/value.h"

namespace minhbach::templates {

struct Template;
struct HostFilter;
struct HostTest;
struct BuiltinFilter;
struct BuiltinTest;

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;

struct NamedArgument {
  std::string_view name;
  ExpressionPtr value;
};

struct CallArguments {
  std::vector<ExpressionPtr> positional;
  std::vector<NamedArgument> named;
};

struct Literal {
  Value value;
};
struct Name {
  Symbol symbol = 0;
};
struct Attribute {
  ExpressionPtr object;
  std::string_view name;
};
struct Subscript {
  ExpressionPtr object;
  ExpressionPtr index;
};
/// `object[start:stop:step]`; each bound may be null.
struct Slice {
  ExpressionPtr object, start, stop, step;
};
struct Call {
  ExpressionPtr callee;
  CallArguments arguments;
};
/// `super()`: what the overridden block prints.
struct SuperCall {};
/// `self.name()`: a block of this page once more.
struct SelfCall {
  Symbol block = 0;
};
/// `input|name(...)`. After linking, exactly one of `builtin` and `host` is set, and for a built-in
/// with fixed parameters `arguments.positional` has one (maybe null) expression per parameter.
struct Filter {
  ExpressionPtr input;
  std::string_view name;
  CallArguments arguments;
  const BuiltinFilter* builtin = nullptr;
  const HostFilter* host = nullptr;
};
/// `input is name(...)`; linked like a filter.
struct Test {
  ExpressionPtr input;
  std::string_view name;
  CallArguments arguments;
  bool negated = false;
  const BuiltinTest* builtin = nullptr;
  const HostTest* host = nullptr;
};
/// The body of a `filter` or `set` block, to which filters are applied.
struct Captured {};

enum class UnaryOperator : std::uint8_t { minus, plus, logical_not };
struct Unary {
  UnaryOperator op;
  ExpressionPtr operand;
};

enum class BinaryOperator : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  floor_divide,
  modulo,
  power
};
struct Binary {
  BinaryOperator op;
  ExpressionPtr left, right;
};
/// `a ~ b ~ c`
struct Concatenation {
  std::vector<ExpressionPtr> parts;
};

enum class Comparison : std::uint8_t {
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  not_in,
};
struct ComparisonStep {
  Comparison op;
  ExpressionPtr right;
};
/// `a < b <= c`: each operand is evaluated once.
struct Comparing {
  ExpressionPtr left;
  std::vector<ComparisonStep> steps;
};
struct Logic {
  bool is_and;
  ExpressionPtr left, right;
};
/// `then if condition else otherwise`; without else the value is undefined.
struct Conditional {
  ExpressionPtr condition, then, otherwise;
};
struct ListLiteral {
  std::vector<ExpressionPtr> items;
};
struct MapLiteral {
  std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries;
};

struct Expression {
  std::size_t offset = 0;  ///< Byte offset of what a message about it should point at.
  std::variant<Literal, Name, Attribute, Subscript, Slice, Call, SuperCall, SelfCall, Filter, Test,
               Captured, Unary, Binary, Concatenation, Comparing, Logic, Conditional, ListLiteral,
               MapLiteral>
      node;
};

/// How a printed value is made harmless, by where in the output it stands.
enum class Escape : std::uint8_t {
  plain,        ///< Plain text file: not at all.
  html_text,    ///< Between tags; markup stays as it is.
  rcdata,       ///< In <title> or <textarea>, where tags have no meaning: markup loses its tags.
  attribute,    ///< In a quoted attribute: likewise.
  url_start,    ///< At the beginning of a link: attribute, and only safe schemes.
  url_rest,     ///< Behind a value in a link: attribute, and it cannot end a scheme with ':'.
  url_set,      ///< A whole srcset: every address checked.
  json,         ///< A JSON value, also safe inside <script>.
  json_string,  ///< Inside a JSON string.
  xml_text,     ///< XML text: markup is escaped too, since it is HTML.
};

struct Statement;
using Body = std::vector<Statement>;

struct Data {
  std::string_view text;
};
struct Output {
  ExpressionPtr expression;
  Escape escape = Escape::html_text;
  bool as_it_is = false;  ///< `super()` in the place it was made for: printed straight.
};
struct Branch {
  ExpressionPtr condition;
  Body body;
};
struct If {
  std::vector<Branch> branches;
  Body otherwise;
  bool has_else = false;
};
struct Target {
  std::vector<Symbol> names;
  bool unpacks = false;  ///< `a,` unpacks a list of one.
};
struct For {
  Target target;
  ExpressionPtr items;
  ExpressionPtr condition;  ///< `if …` of the loop; may be null.
  Body body;
  Body otherwise;
  bool reads_loop = false;
};
struct Set {
  Target target;
  std::string_view member;  ///< `set ns.member = …` when not empty.
  ExpressionPtr value;
  bool exported = false;  ///< At the top level: blocks, macros and importers see it.
};
struct SetBlock {
  Target target;
  Body body;
  ExpressionPtr filters;  ///< Applied to `Captured`; null when there are none.
  bool exported = false;
};
struct With {
  std::vector<std::pair<Symbol, ExpressionPtr>> variables;
  Body body;
};
struct FilterBlock {
  ExpressionPtr filters;
  Body body;
};
struct Block {
  Symbol name = 0;
  bool scoped = false;
  bool required = false;
  bool nested = false;  ///< Stands inside another statement, whose variables it must not see.
  Body body;
  /// Names it reads that are not its own: bound anew to the page's top level when it runs.
  std::vector<Symbol> free;
  const Template* home = nullptr;
  const Block* parent = nullptr;  ///< What `super()` runs; null when it overrides nothing.
};
struct Include {
  std::vector<std::string_view> names;  ///< The first one that exists is taken.
  std::vector<std::size_t> offsets;     ///< Of the names.
  bool ignore_missing = false;
  bool with_context = true;
  const Template* target = nullptr;  ///< Null when it may be missing, and is.
};
struct Import {
  std::string_view name;
  std::size_t name_offset = 0;
  bool with_context = false;
  bool exported = false;
  Symbol alias = 0;  ///< Of `import … as alias`; unused when `names` is not empty.
  struct Item {
    Symbol name, alias;
    std::size_t offset;
  };
  std::vector<Item> names;  ///< Of `from … import`.
  bool is_from = false;
  const Template* target = nullptr;
};
struct Parameter {
  Symbol name = 0;
  ExpressionPtr fallback;  ///< Null: undefined when not passed.
};
struct Macro {
  Symbol name = 0;
  std::vector<Parameter> parameters;
  Body body;
  std::vector<Symbol> free;
  bool reads_varargs = false, reads_kwargs = false, reads_caller = false;
  const Template* home = nullptr;
};
/// `call(parameters) macro(...)`: the body becomes the macro's `caller`.
struct CallBlock {
  Macro body;
  ExpressionPtr call;
};

struct Statement {
  std::size_t offset = 0;
  std::variant<Data, Output, If, For, Set, SetBlock, With, FilterBlock, Block, Include, Import,
               Macro, CallBlock>
      node;
};

/// What files a template makes, and so how its values are escaped.
enum class Kind : std::uint8_t { html, xml, json, plain };

}  // namespace minhbach::templates
