// The filters on numbers.
#include <charconv>
#include <cmath>

#include "templates/builtins.h"
#include "templates/messages.h"
#include "text/utf8.h"

namespace minhbach::templates {
namespace {

using Values = std::span<const Value>;

bool is_numeric(const Value& value) {
  return value.is_number() || value.kind() == Value::Kind::boolean;
}
double as_double(const Value& value) {
  return value.kind() == Value::Kind::number ? value.as_number()
                                             : static_cast<double>(value.as_integer());
}

std::optional<double> read_double(std::string_view text) {
  text = text::trim(text);
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  double out = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (ec != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return out;
}

std::optional<std::int64_t> read_integer(std::string_view text, int base) {
  text = text::trim(text);
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  const auto has_prefix = [&](std::string_view prefix) { return text.starts_with(prefix); };
  if ((base == 16 && (has_prefix("0x") || has_prefix("0X"))) ||
      (base == 8 && (has_prefix("0o") || has_prefix("0O"))) ||
      (base == 2 && (has_prefix("0b") || has_prefix("0B")))) {
    text.remove_prefix(2);
  }
  std::int64_t out = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  if (ec != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return out;
}

std::optional<std::int64_t> to_integer(double number) {
  if (!(std::abs(number) < 9.2e18)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

Result<Value> int_filter(const Value& input, Values arguments, const Tools&) {
  const Value otherwise = arguments[0].is_undefined() ? Value::integer(0) : arguments[0];
  const std::int64_t base =
      arguments[1].kind() == Value::Kind::integer ? arguments[1].as_integer() : 10;
  if (base < 2 || base > 36) return bad_argument("int", "base");
  if (input.kind() == Value::Kind::integer) return input;
  if (input.kind() == Value::Kind::boolean) return Value::integer(input.as_boolean());
  std::optional<std::int64_t> out;
  if (input.kind() == Value::Kind::number) out = to_integer(input.as_number());
  if (input.is_text()) {
    out = read_integer(input.as_text(), static_cast<int>(base));
    if (!out) {
      if (const std::optional<double> number = read_double(input.as_text()))
        out = to_integer(*number);
    }
  }
  return out ? Value::integer(*out) : otherwise;
}

Result<Value> float_filter(const Value& input, Values arguments, const Tools&) {
  if (is_numeric(input)) return Value::number(as_double(input));
  if (input.is_text()) {
    if (const std::optional<double> number = read_double(input.as_text()))
      return Value::number(*number);
  }
  return arguments[0].is_undefined() ? Value::number(0) : arguments[0];
}

Result<Value> abs_filter(const Value& input, Values, const Tools&) {
  if (input.kind() == Value::Kind::number) return Value::number(std::abs(input.as_number()));
  if (!is_numeric(input)) return bad_input("abs", input);
  return input.as_integer() < 0 ? negate(input) : Value::integer(input.as_integer());
}

/// Rounds to decimal places as Python does: the exact value of the double, halves to even.
double round_places(double number, int places) {
  if (!std::isfinite(number)) return number;
  if (places < 0) {
    const double scale = std::pow(10.0, -places);
    return std::nearbyint(number / scale) * scale;
  }
  const std::string digits = fmt::format("{:.{}f}", number, places);
  double out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

Result<Value> round_filter(const Value& input, Values arguments, const Tools&) {
  if (!is_numeric(input)) return bad_input("round", input);
  const Value& precision = arguments[0];
  if (!precision.is_undefined() &&
      (precision.kind() != Value::Kind::integer || std::abs(precision.as_integer()) > 300)) {
    return bad_argument("round", "precision");
  }
  const int places = precision.is_undefined() ? 0 : static_cast<int>(precision.as_integer());
  const std::string_view method = arguments[1].is_text() ? arguments[1].as_text() : "common";
  if (method == "common") {
    if (input.kind() == Value::Kind::number)
      return Value::number(round_places(input.as_number(), places));
    if (places >= 0) return Value::integer(input.as_integer());
    return Value::integer(
        to_integer(round_places(as_double(input), places)).value_or(input.as_integer()));
  }
  if (method != "ceil" && method != "floor") return bad_argument("round", "method");
  const double scale = std::pow(10.0, places);
  const double scaled = as_double(input) * scale;
  return Value::number((method == "ceil" ? std::ceil(scaled) : std::floor(scaled)) / scale);
}

constexpr BuiltinFilter filters[] = {
    {"int", int_filter, {"default", "base"}},
    {"float", float_filter, {"default"}},
    {"abs", abs_filter},
    {"round", round_filter, {"precision", "method"}},
};

}  // namespace

std::span<const BuiltinFilter> number_filters() { return filters; }

}  // namespace minhbach::templates
