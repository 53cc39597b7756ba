// Values as text: Python's str() and repr(), and JSON.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "templates/escape.h"
#include "templates/messages.h"
#include "templates/operations.h"

namespace minhbach::templates {
namespace {

/// Objects may hold each other in a circle; a printed value stops there.
constexpr int print_depth = 50;
/// Lists may hold each other twice, and those again twice, and so on.
constexpr std::size_t print_bytes = 16u << 20;

void append_integer(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_quoted(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  const bool has_single = text.find('\'') != std::string_view::npos;
  const char mark = has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
  out += mark;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == mark || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  out += mark;
}

class Printer {
 public:
  enum class Form : std::uint8_t { python, json };
  Printer(std::string& out, Arena& arena, Form form)
      : out_(out), arena_(arena), end_(out.size() + print_bytes), json_(form == Form::json) {}

  bool print(const Value& value, int depth) {
    if (depth > print_depth || out_.size() > end_) return false;
    switch (value.kind()) {
      case Value::Kind::undefined: return false;
      case Value::Kind::none: out_ += json_ ? "null" : "None"; return true;
      case Value::Kind::boolean:
        out_ += value.as_boolean() ? (json_ ? "true" : "True") : (json_ ? "false" : "False");
        return true;
      case Value::Kind::integer: append_integer(out_, value.as_integer()); return true;
      case Value::Kind::number:
        if (json_ && !std::isfinite(value.as_number())) return false;
        append_number(out_, value.as_number());
        return true;
      case Value::Kind::text:
        if (json_) {
          out_ += '"';
          append_json_text(out_, value.as_text());
          out_ += '"';
        } else {
          append_quoted(out_, value.as_text());
        }
        return true;
      case Value::Kind::list: {
        out_ += '[';
        bool first = true;
        for (const Value& item : value.as_list()) {
          if (!first) out_ += ", ";
          first = false;
          if (!print(item, depth + 1)) return false;
        }
        out_ += ']';
        return true;
      }
      case Value::Kind::map: {
        out_ += '{';
        bool first = true;
        for (const Entry& entry : value.as_map()) {
          if (!print_entry(entry.key, entry.value, first, depth)) return false;
        }
        out_ += '}';
        return true;
      }
      case Value::Kind::object: return print_object(value.as_object(), depth);
    }
    return false;
  }

 private:
  bool print_entry(std::string_view key, const Value& value, bool& first, int depth) {
    if (!first) out_ += ", ";
    first = false;
    print(Value::text(key), depth + 1);
    out_ += ": ";
    return print(value, depth + 1);
  }

  bool print_object(const Object& object, int depth) {
    if (object.is_list()) {
      out_ += '[';
      for (std::size_t i = 0; i < object.size(); ++i) {
        if (i > 0) out_ += ", ";
        if (!print(object.item(i, arena_), depth + 1)) return false;
      }
      out_ += ']';
      return true;
    }
    const Value printed = object.printed(arena_);
    if (!printed.is_undefined()) return print(printed, depth + 1);
    const std::vector<std::string_view> names = object.names();
    if (!json_ || names.empty()) return false;
    out_ += '{';
    bool first = true;
    for (const std::string_view name : names) {
      if (!print_entry(name, object.member(name, arena_), first, depth)) return false;
    }
    out_ += '}';
    return true;
  }

  std::string& out_;
  Arena& arena_;
  std::size_t end_;
  bool json_;
};

}  // namespace

void append_number(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "nan";
    return;
  }
  if (std::isinf(number)) {
    out += number < 0 ? "-inf" : "inf";
    return;
  }
  // The shortest digits that read back as the same number, laid out as Python lays them out.
  char buffer[40];
  const char* end =
      std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
  std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  if (text[0] == '-') {
    out += '-';
    text.remove_prefix(1);
  }
  const std::size_t e = text.find('e');
  char digits[24];
  std::size_t count = 0;
  for (const char c : text.substr(0, e)) {
    if (c != '.') digits[count++] = c;
  }
  int exponent = 0;
  const char* from = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
  std::from_chars(from, text.data() + text.size(), exponent);
  if (exponent < -4 || exponent >= 16) {
    out += digits[0];
    if (count > 1) out += '.';
    out.append(digits + 1, count - 1);
    out += exponent < 0 ? "e-" : "e+";
    const int size = std::abs(exponent);
    if (size < 10) out += '0';
    append_integer(out, size);
  } else if (exponent < 0) {
    out += "0.";
    for (int i = exponent + 1; i < 0; ++i) out += '0';
    out.append(digits, count);
  } else {
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    for (std::size_t i = 0; i < std::max(whole, count); ++i) {
      if (i == whole) out += '.';
      out += i < count ? digits[i] : '0';
    }
    if (count <= whole) out += ".0";
  }
}

bool append_text(std::string& out, const Value& value, Arena& arena) {
  if (value.is_text()) {
    out += value.as_text();
    return true;
  }
  if (value.kind() == Value::Kind::object) {
    const Value printed = value.as_object().printed(arena);
    if (!printed.is_undefined() && printed.kind() != Value::Kind::object) {
      return append_text(out, printed, arena);
    }
  }
  return append_repr(out, value, arena);
}

bool append_repr(std::string& out, const Value& value, Arena& arena) {
  return Printer(out, arena, Printer::Form::python).print(value, 0);
}

bool append_json(std::string& out, const Value& value, Arena& arena) {
  return Printer(out, arena, Printer::Form::json).print(value, 0);
}

Result<std::string_view> text_of(const Value& value, Arena& arena) {
  if (value.is_text()) return value.as_text();
  std::string out;
  if (!append_text(out, value, arena)) {
    return unplaced(messages::not_printable, {std::string(kind_name(value))});
  }
  return arena.copy(out);
}

}  // namespace minhbach::templates
