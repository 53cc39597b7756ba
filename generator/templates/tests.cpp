// The built-in tests: what may stand behind `is`.
#include "templates/builtins.h"
#include "templates/messages.h"
#include "text/letter_case.h"

namespace minhbach::templates {
namespace {

using Values = std::span<const Value>;
using Kind = Value::Kind;

template <Kind... kinds>
Result<bool> has_kind(const Value& input, Values, const Tools&) {
  return ((input.kind() == kinds) || ...);
}

Result<bool> is_defined(const Value& input, Values, const Tools&) { return !input.is_undefined(); }
Result<bool> is_undefined(const Value& input, Values, const Tools&) { return input.is_undefined(); }
Result<bool> is_true_itself(const Value& input, Values, const Tools&) {
  return input.kind() == Kind::boolean && input.as_boolean();
}
Result<bool> is_false_itself(const Value& input, Values, const Tools&) {
  return input.kind() == Kind::boolean && !input.as_boolean();
}
Result<bool> is_numeric(const Value& input, Values, const Tools&) {
  return input.is_number() || input.kind() == Kind::boolean;
}
Result<bool> is_mapping(const Value& input, Values, const Tools&) {
  return input.kind() == Kind::map ||
         (input.kind() == Kind::object && !input.as_object().is_list() &&
          !input.as_object().names().empty());
}
Result<bool> is_sequence(const Value& input, Values, const Tools&) {
  return item_count(input).has_value();
}
Result<bool> is_callable(const Value& input, Values, const Tools&) {
  return input.kind() == Kind::object && input.as_object().is_callable();
}
Result<bool> is_markup(const Value& input, Values, const Tools&) { return input.is_markup(); }

Result<bool> divides(const Value& input, const Value& by, const Tools& tools) {
  Result<Value> rest = calculate(BinaryOperator::modulo, input, by, tools);
  if (!rest) return rest.error();
  return is_equal(*rest, Value::integer(0));
}
Result<bool> is_even(const Value& input, Values, const Tools& tools) {
  return divides(input, Value::integer(2), tools);
}
Result<bool> is_odd(const Value& input, Values, const Tools& tools) {
  Result<bool> even = divides(input, Value::integer(2), tools);
  if (!even) return even.error();
  return !*even;
}
Result<bool> is_divisible(const Value& input, Values arguments, const Tools& tools) {
  return divides(input, arguments[0], tools);
}

Result<bool> equals(const Value& input, Values arguments, const Tools&) {
  return is_equal(input, arguments[0]);
}
Result<bool> differs(const Value& input, Values arguments, const Tools&) {
  return !is_equal(input, arguments[0]);
}

template <typename Holds>
Result<bool> ordered(const Value& input, Values arguments, Holds holds) {
  Result<int> order = compare(input, arguments[0]);
  if (!order) return order.error();
  return holds(*order);
}
Result<bool> is_less(const Value& input, Values arguments, const Tools&) {
  return ordered(input, arguments, [](int order) { return order < 0; });
}
Result<bool> is_at_most(const Value& input, Values arguments, const Tools&) {
  return ordered(input, arguments, [](int order) { return order <= 0; });
}
Result<bool> is_greater(const Value& input, Values arguments, const Tools&) {
  return ordered(input, arguments, [](int order) { return order > 0; });
}
Result<bool> is_at_least(const Value& input, Values arguments, const Tools&) {
  return ordered(input, arguments, [](int order) { return order >= 0; });
}

Result<bool> is_in(const Value& input, Values arguments, const Tools& tools) {
  return contains(arguments[0], input, tools);
}

/// The very same thing: equal values of one kind, except that lists and maps must be one and the
/// same.
Result<bool> is_same(const Value& input, Values arguments, const Tools&) {
  const Value& other = arguments[0];
  if (input.kind() != other.kind()) return false;
  if (input.kind() == Kind::list) return input.as_list().data() == other.as_list().data();
  if (input.kind() == Kind::map) return input.as_map().data() == other.as_map().data();
  return is_equal(input, other);
}

Result<bool> has_case(const Value& input, const Tools& tools,
                      std::string (*change)(std::string_view)) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  // As in Python there must be a letter that has a case at all.
  return change(*text) == *text && text::to_upper(*text) != text::to_lower(*text);
}
Result<bool> is_upper(const Value& input, Values, const Tools& tools) {
  return has_case(input, tools, text::to_upper);
}
Result<bool> is_lower(const Value& input, Values, const Tools& tools) {
  return has_case(input, tools, text::to_lower);
}

Result<bool> names_filter(const Value& input, Values, const Tools& tools) {
  return input.is_text() && static_cast<bool>(tools.builtins.filter(input.as_text()));
}
Result<bool> names_test(const Value& input, Values, const Tools& tools) {
  return input.is_text() && static_cast<bool>(tools.builtins.test(input.as_text()));
}

constexpr BuiltinTest tests[] = {
    {"defined", is_defined, {}, 0, false, true},
    {"undefined", is_undefined, {}, 0, false, true},
    {"none", has_kind<Kind::none>},
    {"boolean", has_kind<Kind::boolean>},
    {"true", is_true_itself},
    {"false", is_false_itself},
    {"integer", has_kind<Kind::integer>},
    {"float", has_kind<Kind::number>},
    {"number", is_numeric},
    {"string", has_kind<Kind::text>},
    {"mapping", is_mapping},
    {"iterable", is_sequence},
    {"sequence", is_sequence},
    {"callable", is_callable},
    {"escaped", is_markup},
    {"even", is_even},
    {"odd", is_odd},
    {"divisibleby", is_divisible, {"num"}, 1},
    {"eq", equals, {"other"}, 1},
    {"equalto", equals, {"other"}, 1},
    {"ne", differs, {"other"}, 1},
    {"lt", is_less, {"other"}, 1},
    {"lessthan", is_less, {"other"}, 1},
    {"le", is_at_most, {"other"}, 1},
    {"gt", is_greater, {"other"}, 1},
    {"greaterthan", is_greater, {"other"}, 1},
    {"ge", is_at_least, {"other"}, 1},
    {"in", is_in, {"seq"}, 1},
    {"sameas", is_same, {"other"}, 1},
    {"upper", is_upper},
    {"lower", is_lower},
    {"filter", names_filter},
    {"test", names_test},
};

}  // namespace

std::span<const BuiltinTest> builtin_tests() { return tests; }

}  // namespace minhbach::templates
