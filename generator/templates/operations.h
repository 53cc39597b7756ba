// What operators and printing do with values, with Python's rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "templates/ast.h"
#include "templates/template_set.h"
#include "value/value.h"

namespace minhbach::templates {

/// What the operations of one render share.
struct Tools {
  Arena& arena;
  const Limits& limits;
  const class Builtins& builtins;
  Kind kind = Kind::html;        ///< Of the template at work.
  std::span<const Entry> named;  ///< Named arguments of a filter that takes any.
  std::int64_t& steps;           ///< Turns taken so far.
  std::size_t memory_end = 0;    ///< What the arena may have handed out at most.
};

/// Counts turns, each of which looks at one item; the message when a limit has been passed.
std::optional<Diagnostic> count_turns(const Tools& tools, std::size_t turns);

/// The kind as messages name it: "text", "list" …
std::string_view kind_name(const Value& value);

/// A diagnostic that the render will put a place to.
Diagnostic unplaced(const Message& message, std::vector<std::string> arguments = {});

bool is_true(const Value& value);
bool is_equal(const Value& left, const Value& right);
/// Below, at or above zero; fails for values that have no order.
Result<int> compare(const Value& left, const Value& right);
Result<bool> contains(const Value& container, const Value& item, const Tools& tools);

Result<Value> calculate(BinaryOperator op, const Value& left, const Value& right,
                        const Tools& tools);
Result<Value> negate(const Value& operand);

/// `object.name`: undefined when there is none.
Value member_of(const Value& object, std::string_view name, Arena& arena);
/// `object[index]`: undefined when there is none.
Value item_of(const Value& object, const Value& index, Arena& arena);
/// The names that `member_of` would know.
std::vector<std::string_view> member_names(const Value& object);
/// A member by a path: `a.b.0`, as the `attribute` of filters is written.
Value member_by_path(const Value& object, std::string_view path, Arena& arena);

/// `object[start:stop:step]`; an undefined bound was not given.
Result<Value> slice_of(const Value& object, const Value& start, const Value& stop,
                       const Value& step, const Tools& tools);

/// How many items a loop over the value has; nothing when it cannot be looped over.
std::optional<std::size_t> item_count(const Value& value);
/// All items of a list, keys of a map, letters of a text; fails when there are none to be had.
Result<std::span<const Value>> items_of(const Value& value, const Tools& tools);

/// Appends what Python's str() would print. False when the value cannot be printed.
bool append_text(std::string& out, const Value& value, Arena& arena);
/// Appends Python's repr(), as items in a printed list have it.
bool append_repr(std::string& out, const Value& value, Arena& arena);
void append_number(std::string& out, double number);
/// The printed value as text: the value's own when it is a text already.
Result<std::string_view> text_of(const Value& value, Arena& arena);

/// Appends the value as JSON in UTF-8, safe inside a script element. False for what JSON cannot
/// say.
bool append_json(std::string& out, const Value& value, Arena& arena);

/// Bytes of the UTF-8 letter that begins at `at`.
std::size_t letter_length(std::string_view text, std::size_t at);
std::size_t count_letters(std::string_view text);
std::vector<std::string_view> letters_of(std::string_view text);

}  // namespace minhbach::templates
