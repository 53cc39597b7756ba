// % formatting.
#include "templates/format.h"

#include <cmath>

#include <fmt/format.h>

#include "templates/builtins.h"
#include "templates/escape.h"
#include "templates/messages.h"

namespace minhbach::templates {
namespace {

/// One `%…` of a pattern.
struct Specifier {
  bool left = false, zero = false, plus = false, space = false;
  std::size_t width = 0;
  int precision = -1;
  char type = 's';
};

constexpr std::size_t width_limit = 1000;

/// Pads to the width; zeros go behind the sign.
void append_padded(std::string& out, std::string body, const Specifier& specifier, bool is_number) {
  const std::size_t letters = count_letters(body);
  const std::size_t missing = specifier.width > letters ? specifier.width - letters : 0;
  if (specifier.left) {
    out += body + std::string(missing, ' ');
  } else if (specifier.zero && is_number) {
    const std::size_t sign =
        !body.empty() && (body[0] == '-' || body[0] == '+' || body[0] == ' ') ? 1 : 0;
    out += body.substr(0, sign) + std::string(missing, '0') + body.substr(sign);
  } else {
    out += std::string(missing, ' ') + body;
  }
}

std::string with_sign(std::string digits, const Specifier& specifier) {
  if (digits[0] == '-') return digits;
  return (specifier.plus ? "+" : specifier.space ? " " : "") + digits;
}

bool append_value(std::string& out, const Value& value, const Specifier& specifier, bool markup,
                  Arena& arena) {
  const bool numeric = value.is_number() || value.kind() == Value::Kind::boolean;
  const double number = !numeric ? 0
                        : value.kind() == Value::Kind::number
                            ? value.as_number()
                            : static_cast<double>(value.as_integer());
  const int precision = specifier.precision < 0 ? 6 : specifier.precision;
  switch (specifier.type) {
    case 's':
    case 'r': {
      // Cutting markup could cut a tag in two: what is cut is its text.
      const bool stays = value.is_markup() && specifier.precision < 0 && specifier.type == 's';
      std::string text;
      if (!(specifier.type == 's' ? append_text(text, value, arena)
                                  : append_repr(text, value, arena))) {
        return false;
      }
      if (value.is_markup() && specifier.precision >= 0) text = strip_tags(text);
      if (specifier.precision >= 0) {
        std::size_t end = 0;
        for (int i = 0; i < specifier.precision && end < text.size(); ++i)
          end += letter_length(text, end);
        text.resize(end);
      }
      std::string safe;
      if (markup && !stays) {
        append_escaped(safe, text);
      } else {
        safe = text;
      }
      append_padded(out, std::move(safe), specifier, false);
      return true;
    }
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o': {
      if (!numeric) return false;
      if (value.kind() == Value::Kind::number && !(std::abs(number) < 9e18)) return false;
      const bool is_decimal =
          specifier.type == 'd' || specifier.type == 'i' || specifier.type == 'u';
      if (!is_decimal && value.kind() == Value::Kind::number) return false;
      const std::int64_t integer = value.kind() == Value::Kind::number
                                       ? static_cast<std::int64_t>(number)
                                       : value.as_integer();
      const std::string digits = specifier.type == 'x'   ? fmt::format("{:x}", integer)
                                 : specifier.type == 'X' ? fmt::format("{:X}", integer)
                                 : specifier.type == 'o' ? fmt::format("{:o}", integer)
                                                         : fmt::format("{}", integer);
      append_padded(out, with_sign(digits, specifier), specifier, true);
      return true;
    }
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G': {
      if (!numeric || precision > 100) return false;
      const std::string digits =
          specifier.type == 'f' || specifier.type == 'F' ? fmt::format("{:.{}f}", number, precision)
          : specifier.type == 'e'                        ? fmt::format("{:.{}e}", number, precision)
          : specifier.type == 'E'                        ? fmt::format("{:.{}E}", number, precision)
          : specifier.type == 'g'                        ? fmt::format("{:.{}g}", number, precision)
                                  : fmt::format("{:.{}G}", number, precision);
      append_padded(out, with_sign(digits, specifier), specifier, true);
      return true;
    }
    default: return false;
  }
}

}  // namespace

Result<std::string> format_percent(std::string_view pattern, std::span<const Value> positional,
                                   bool markup, const Tools& tools) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t i = 0; i < pattern.size();) {
    if (out.size() > tools.limits.output_bytes) {
      return unplaced(messages::too_much_output, {std::to_string(tools.limits.output_bytes)});
    }
    if (pattern[i] != '%') {
      out += pattern[i++];
      continue;
    }
    const std::size_t begin = i++;
    const auto bad = [&] { return bad_argument("format", pattern.substr(begin, i - begin + 1)); };
    if (i < pattern.size() && pattern[i] == '%') {
      out += '%';
      ++i;
      continue;
    }
    Value value;
    bool is_named = false;
    if (i < pattern.size() && pattern[i] == '(') {
      const std::size_t end = pattern.find(')', i);
      if (end == std::string_view::npos) return bad();
      const std::string_view name = pattern.substr(i + 1, end - i - 1);
      is_named = true;
      for (const Entry& entry : tools.named) {
        if (entry.key == name) value = entry.value;
      }
      i = end + 1;
    }
    Specifier specifier;
    for (;
         i < pattern.size() && std::string_view("-0+ ").find(pattern[i]) != std::string_view::npos;
         ++i) {
      if (pattern[i] == '-') specifier.left = true;
      if (pattern[i] == '0') specifier.zero = true;
      if (pattern[i] == '+') specifier.plus = true;
      if (pattern[i] == ' ') specifier.space = true;
    }
    const auto read_number = [&] {
      std::size_t number = 0;
      while (i < pattern.size() && pattern[i] >= '0' && pattern[i] <= '9' &&
             number <= width_limit) {
        number = number * 10 + static_cast<std::size_t>(pattern[i++] - '0');
      }
      return number;
    };
    specifier.width = read_number();
    if (i < pattern.size() && pattern[i] == '.') {
      ++i;
      specifier.precision = static_cast<int>(read_number());
    }
    if (i >= pattern.size() || specifier.width > width_limit) return bad();
    specifier.type = pattern[i++];
    if (!is_named) {
      if (used >= positional.size()) return bad();
      value = positional[used++];
    }
    if (value.is_undefined() || !append_value(out, value, specifier, markup, tools.arena))
      return bad();
  }
  if (used < positional.size()) return bad_argument("format", pattern);
  return out;
}

}  // namespace minhbach::templates
