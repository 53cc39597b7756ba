// The operators + - * / // % **, with Python's rules and an error where a number gets too big.
#include <cmath>

#include "templates/escape.h"
#include "templates/messages.h"
#include "templates/operations.h"

namespace minhbach::templates {
namespace {

bool is_numeric(const Value& value) {
  return value.is_number() || value.kind() == Value::Kind::boolean;
}
double as_double(const Value& value) {
  return value.kind() == Value::Kind::number ? value.as_number()
                                             : static_cast<double>(value.as_integer());
}

std::string_view symbol_of(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add: return "+";
    case BinaryOperator::subtract: return "-";
    case BinaryOperator::multiply: return "*";
    case BinaryOperator::divide: return "/";
    case BinaryOperator::floor_divide: return "//";
    case BinaryOperator::modulo: return "%";
    case BinaryOperator::power: return "**";
  }
  return "";
}

Result<Value> integer_power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) return unplaced(messages::division_by_zero);
    return Value::number(std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  std::int64_t out = 1;
  while (exponent > 0) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(out, base, &out)) {
      return unplaced(messages::number_overflow);
    }
    exponent >>= 1;
    if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) {
      return unplaced(messages::number_overflow);
    }
  }
  return Value::integer(out);
}

Result<Value> calculate_integers(BinaryOperator op, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  bool overflow = false;
  switch (op) {
    case BinaryOperator::add: overflow = __builtin_add_overflow(a, b, &out); break;
    case BinaryOperator::subtract: overflow = __builtin_sub_overflow(a, b, &out); break;
    case BinaryOperator::multiply: overflow = __builtin_mul_overflow(a, b, &out); break;
    case BinaryOperator::divide:
      if (b == 0) return unplaced(messages::division_by_zero);
      return Value::number(static_cast<double>(a) / static_cast<double>(b));
    case BinaryOperator::floor_divide:
    case BinaryOperator::modulo: {
      if (b == 0) return unplaced(messages::division_by_zero);
      if (b == -1) {  // The one quotient that does not fit is the smallest number by minus one.
        if (op == BinaryOperator::modulo) return Value::integer(0);
        overflow = __builtin_sub_overflow(std::int64_t{0}, a, &out);
        break;
      }
      const std::int64_t rest = a % b;
      const bool rounds_down = rest != 0 && (rest < 0) != (b < 0);
      out = op == BinaryOperator::modulo ? rest + (rounds_down ? b : 0)
                                         : a / b - (rounds_down ? 1 : 0);
      break;
    }
    case BinaryOperator::power: return integer_power(a, b);
  }
  if (overflow) return unplaced(messages::number_overflow);
  return Value::integer(out);
}

Result<Value> calculate_numbers(BinaryOperator op, double a, double b) {
  switch (op) {
    case BinaryOperator::add: return Value::number(a + b);
    case BinaryOperator::subtract: return Value::number(a - b);
    case BinaryOperator::multiply: return Value::number(a * b);
    case BinaryOperator::power: {
      const double out = std::pow(a, b);
      if (std::isnan(out) && !std::isnan(a) && !std::isnan(b))
        return unplaced(messages::number_overflow);
      if (a == 0 && b < 0) return unplaced(messages::division_by_zero);
      return Value::number(out);
    }
    default: break;
  }
  if (b == 0) return unplaced(messages::division_by_zero);
  if (op == BinaryOperator::divide) return Value::number(a / b);
  double rest = std::fmod(a, b);
  if (rest != 0 && (rest < 0) != (b < 0)) rest += b;
  if (rest == 0) rest = std::copysign(0.0, b);
  if (op == BinaryOperator::modulo) return Value::number(rest);
  const double quotient = (a - rest) / b;
  double floored = std::floor(quotient);
  if (quotient - floored > 0.5) floored += 1;
  return Value::number(floored);
}

Result<Value> repeat(const Value& value, std::int64_t times, const Tools& tools) {
  const std::size_t size = value.is_text() ? value.as_text().size() : value.as_list().size();
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(times, 0));
  if (size > 0 && count > tools.limits.list_items / size) {
    return unplaced(messages::template_too_many_items, {std::to_string(tools.limits.list_items)});
  }
  if (value.is_text()) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += value.as_text();
    const std::string_view kept = tools.arena.copy(out);
    return value.is_markup() ? Value::markup(kept) : Value::text(kept);
  }
  std::vector<Value> out;
  for (std::size_t i = 0; size > 0 && i < count; ++i) {
    out.insert(out.end(), value.as_list().begin(), value.as_list().end());
  }
  return Value::list(tools.arena.copy(out));
}

/// Text joined with markup is markup, with the text escaped.
Result<Value> join_texts(const Value& left, const Value& right, const Tools& tools) {
  const bool markup = left.is_markup() || right.is_markup();
  std::string out;
  for (const Value& part : {left, right}) {
    if (markup && !part.is_markup()) {
      append_escaped(out, part.as_text());
    } else {
      out += part.as_text();
    }
  }
  if (out.size() > tools.limits.output_bytes) {
    return unplaced(messages::too_much_output, {std::to_string(tools.limits.output_bytes)});
  }
  const std::string_view kept = tools.arena.copy(out);
  return markup ? Value::markup(kept) : Value::text(kept);
}

}  // namespace

Result<Value> calculate(BinaryOperator op, const Value& left, const Value& right,
                        const Tools& tools) {
  if (is_numeric(left) && is_numeric(right)) {
    if (left.kind() == Value::Kind::number || right.kind() == Value::Kind::number) {
      return calculate_numbers(op, as_double(left), as_double(right));
    }
    return calculate_integers(op, left.as_integer(), right.as_integer());
  }
  const auto is_list = [](const Value& v) { return v.kind() == Value::Kind::list; };
  if (op == BinaryOperator::add && left.is_text() && right.is_text()) {
    return join_texts(left, right, tools);
  }
  if (op == BinaryOperator::add && is_list(left) && is_list(right)) {
    if (left.as_list().size() + right.as_list().size() > tools.limits.list_items) {
      return unplaced(messages::template_too_many_items, {std::to_string(tools.limits.list_items)});
    }
    std::vector<Value> out(left.as_list().begin(), left.as_list().end());
    out.insert(out.end(), right.as_list().begin(), right.as_list().end());
    return Value::list(tools.arena.copy(out));
  }
  if (op == BinaryOperator::multiply) {
    const auto repeats = [&](const Value& v) { return v.is_text() || is_list(v); };
    if (repeats(left) && right.kind() == Value::Kind::integer)
      return repeat(left, right.as_integer(), tools);
    if (repeats(right) && left.kind() == Value::Kind::integer)
      return repeat(right, left.as_integer(), tools);
  }
  return unplaced(
      messages::wrong_operands,
      {std::string(symbol_of(op)), std::string(kind_name(left)), std::string(kind_name(right))});
}

Result<Value> negate(const Value& operand) {
  if (operand.kind() == Value::Kind::number) return Value::number(-operand.as_number());
  if (is_numeric(operand))
    return calculate_integers(BinaryOperator::subtract, 0, operand.as_integer());
  return unplaced(messages::wrong_operands, {"-", std::string(kind_name(operand)), "none"});
}

}  // namespace minhbach::templates
