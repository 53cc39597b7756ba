// The filters on texts.
#include <algorithm>
#include <array>

#include "templates/builtins.h"
#include "templates/escape.h"
#include "templates/format.h"
#include "templates/messages.h"
#include "text/letter_case.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace minhbach::templates {
namespace {

using Values = std::span<const Value>;

/// The text a filter made, as markup when its input was.
Value like(const Value& input, std::string_view text, const Tools& tools) {
  const std::string_view kept = tools.arena.copy(text);
  return input.is_markup() ? Value::markup(kept) : Value::text(kept);
}

/// Calls `work(text)` with the printed input and wraps the text it hands back.
template <typename Work>
Result<Value> on_text(const Value& input, const Tools& tools, Work work) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  return like(input, work(*text), tools);
}

std::int64_t integer_or(const Value& value, std::int64_t otherwise) {
  return value.kind() == Value::Kind::integer ? value.as_integer() : otherwise;
}
bool is_integer_or_absent(const Value& value) {
  return value.is_undefined() || value.is_none() || value.kind() == Value::Kind::integer;
}

/// Calls `work(text)` with the text between the tags and entities of markup, or with all of a
/// text: a tag in capitals may point elsewhere, and an entity may be none.
template <typename Work>
Result<Value> on_letters(const Value& input, const Tools& tools, Work work) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  if (!input.is_markup()) return Value::text(tools.arena.copy(work(*text)));
  std::string out;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t begin = std::min(rest.find_first_of("<&"), rest.size());
    if (begin > 0) out += work(rest.substr(0, begin));
    rest.remove_prefix(begin);
    const std::size_t length = tag_length(rest);
    out += rest.substr(0, length);
    rest.remove_prefix(length);
  }
  return Value::markup(tools.arena.copy(out));
}

Result<Value> upper(const Value& input, Values, const Tools& tools) {
  return on_letters(input, tools, text::to_upper);
}

Result<Value> lower(const Value& input, Values, const Tools& tools) {
  return on_letters(input, tools, text::to_lower);
}

Result<Value> capitalize(const Value& input, Values, const Tools& tools) {
  bool begins = true;
  return on_letters(input, tools, [&](std::string_view text) -> std::string {
    if (!begins) return text::to_lower(text);
    begins = false;
    const std::size_t first = text.empty() ? 0 : letter_length(text, 0);
    return text::to_upper(text.substr(0, first)) + text::to_lower(text.substr(first));
  });
}

Result<Value> title(const Value& input, Values, const Tools& tools) {
  bool begins = true;
  return on_letters(input, tools, [&](std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t from = i;
      const char32_t code_point = text::next_code_point(text, i);
      const std::string_view letter = text.substr(from, i - from);
      const bool separates = letter == "-" || letter == "(" || letter == "{" || letter == "[" ||
                             letter == "<" || text::is_space(code_point);
      out += separates ? std::string(letter)
             : begins  ? text::to_upper(letter)
                       : text::to_lower(letter);
      begins = separates;
    }
    return out;
  });
}

/// Of markup the text: what cuts or turns letters could cut a tag in two.
Result<Value> bare_text(const Value& input, Arena& arena) {
  if (input.is_markup()) return Value::text(arena.copy(strip_tags(input.as_text())));
  Result<std::string_view> text = text_of(input, arena);
  if (!text) return text.error();
  return Value::text(*text);
}

Result<Value> trim_filter(const Value& input, Values arguments, const Tools& tools) {
  if (arguments[0].is_undefined()) {
    return on_text(input, tools,
                   [](std::string_view text) { return std::string(text::trim(text)); });
  }
  if (!arguments[0].is_text()) return bad_argument("trim", "chars");
  Result<Value> bare = bare_text(input, tools.arena);
  if (!bare) return bare.error();
  std::string_view text = bare->as_text();
  const std::vector<std::string_view> letters = letters_of(arguments[0].as_text());
  const auto is_unwanted = [&](std::string_view letter) {
    return std::find(letters.begin(), letters.end(), letter) != letters.end();
  };
  while (!text.empty()) {
    const std::size_t length = letter_length(text, 0);
    if (!is_unwanted(text.substr(0, length))) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!is_unwanted(text.substr(last))) break;
    text = text.substr(0, last);
  }
  return Value::text(text);
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

Result<Value> replace(const Value& input, Values arguments, const Tools& tools) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  if (!arguments[0].is_text()) return bad_argument("replace", "old");
  if (!arguments[1].is_text()) return bad_argument("replace", "new");
  if (!is_integer_or_absent(arguments[2])) return bad_argument("replace", "count");
  // Markup put into text makes the whole markup, the rest of it escaped.
  const bool markup = input.is_markup() || arguments[0].is_markup() || arguments[1].is_markup();
  const auto part = [&](const Value& value, std::string_view as_text) {
    return markup && !value.is_markup() ? escaped(as_text) : std::string(as_text);
  };
  const std::string whole = part(input, *text);
  const std::string from = part(arguments[0], arguments[0].as_text());
  const std::string to = part(arguments[1], arguments[1].as_text());
  std::int64_t left = integer_or(arguments[2], -1);
  std::string out;
  std::size_t done = 0;
  while (left != 0 && done <= whole.size()) {
    std::size_t found = done;
    if (!from.empty()) {
      found = whole.find(from, done);
      if (found == std::string::npos) break;
      out.append(whole, done, found - done);
      out += to;
      done = found + from.size();
    } else {  // Nothing stands before each letter and at the end.
      out += to;
      if (done >= whole.size()) {
        ++done;
        break;
      }
      const std::size_t length = letter_length(whole, done);
      out.append(whole, done, length);
      done += length;
    }
    --left;
    if (out.size() > tools.limits.output_bytes) {
      return unplaced(messages::too_much_output, {std::to_string(tools.limits.output_bytes)});
    }
  }
  if (done < whole.size()) out.append(whole, done);
  const std::string_view kept = tools.arena.copy(out);
  return markup ? Value::markup(kept) : Value::text(kept);
}

/// The byte offset behind `count` letters.
std::size_t prefix_length(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) at += letter_length(text, at);
  return at;
}

Result<Value> truncate(const Value& input, Values arguments, const Tools& tools) {
  Result<Value> whole = bare_text(input, tools.arena);
  if (!whole) return whole.error();
  const std::string_view text = whole->as_text();
  if (!is_integer_or_absent(arguments[0])) return bad_argument("truncate", "length");
  if (!is_integer_or_absent(arguments[3])) return bad_argument("truncate", "leeway");
  if (!arguments[2].is_undefined() && !arguments[2].is_text())
    return bad_argument("truncate", "end");
  const std::string_view end = arguments[2].is_text() ? arguments[2].as_text() : "...";
  const std::int64_t length = integer_or(arguments[0], 255);
  const std::int64_t leeway = integer_or(arguments[3], 5);
  const auto end_letters = static_cast<std::int64_t>(count_letters(end));
  if (length < end_letters) return bad_argument("truncate", "length");
  if (leeway < 0) return bad_argument("truncate", "leeway");
  const std::size_t letters = count_letters(text);
  if (letters <= static_cast<std::size_t>(length) + static_cast<std::size_t>(leeway))
    return Value::text(text);
  std::string_view kept =
      text.substr(0, prefix_length(text, static_cast<std::size_t>(length - end_letters)));
  if (!is_true(arguments[1])) {
    if (const std::size_t space = kept.rfind(' '); space != std::string_view::npos) {
      kept = kept.substr(0, space);
    }
  }
  return Value::text(tools.arena.copy(std::string(kept) + std::string(end)));
}

Result<Value> wordcount(const Value& input, Values, const Tools& tools) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  std::int64_t words = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text->size();) {
    const char32_t code_point = text::next_code_point(*text, i);
    const bool is_word = code_point == '_' || text::is_letter_or_digit(code_point);
    if (is_word && !inside) ++words;
    inside = is_word;
  }
  return Value::integer(words);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find('\n');
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

Result<Value> indent(const Value& input, Values arguments, const Tools& tools) {
  const std::int64_t width = integer_or(arguments[0], 4);
  if (width < 0 || width > 1000) return bad_argument("indent", "width");
  std::string margin(static_cast<std::size_t>(width), ' ');
  if (arguments[0].is_text()) {
    margin = input.is_markup() && !arguments[0].is_markup() ? escaped(arguments[0].as_text())
                                                            : arguments[0].as_text();
  }
  bool too_long = false;
  Result<Value> indented = on_text(input, tools, [&](std::string_view text) {
    std::string out;
    bool first = true;
    for (const std::string_view line : lines_of(text)) {
      too_long = too_long || out.size() > tools.limits.output_bytes;
      if (too_long) return std::string();
      if (!first) out += '\n';
      if (first ? is_true(arguments[1]) : (!line.empty() || is_true(arguments[2]))) out += margin;
      out += line;
      first = false;
    }
    return out;
  });
  if (too_long) {
    return unplaced(messages::too_much_output, {std::to_string(tools.limits.output_bytes)});
  }
  return indented;
}

Result<Value> center(const Value& input, Values arguments, const Tools& tools) {
  const std::int64_t width = integer_or(arguments[0], 80);
  if (width < 0 || width > 10000) return bad_argument("center", "width");
  return on_text(input, tools, [&](std::string_view text) {
    const std::size_t letters = count_letters(text);
    const auto wanted = static_cast<std::size_t>(width);
    if (letters >= wanted) return std::string(text);
    const std::size_t missing = wanted - letters;
    const std::size_t left = missing / 2 + (missing & wanted & 1);
    return std::string(left, ' ') + std::string(text) + std::string(missing - left, ' ');
  });
}

Result<Value> striptags(const Value& input, Values, const Tools& tools) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  return Value::text(tools.arena.copy(strip_tags(*text)));
}

Result<Value> escape(const Value& input, Values, const Tools& tools) {
  if (input.is_markup()) return input;
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  return Value::markup(tools.arena.copy(escaped(*text)));
}

Result<Value> forceescape(const Value& input, Values, const Tools& tools) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  return Value::markup(tools.arena.copy(escaped(*text)));
}

Result<Value> string(const Value& input, Values, const Tools& tools) {
  if (input.is_text()) return input;
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  return Value::text(*text);
}

void append_encoded(std::string& out, std::string_view text, bool in_query) {
  if (!in_query) return text::append_percent_encoded(out, text, text::unreserved_and_slash);
  const std::size_t from = out.size();
  static constexpr text::ByteSet and_space = text::letters_digits_and("-._~ ");
  text::append_percent_encoded(out, text, and_space);
  std::replace(out.begin() + static_cast<std::ptrdiff_t>(from), out.end(), ' ', '+');
}

Result<Value> urlencode(const Value& input, Values, const Tools& tools) {
  std::string out;
  const auto add = [&](const Value& key, const Value& value) -> std::optional<Diagnostic> {
    Result<std::string_view> name = text_of(key, tools.arena);
    Result<std::string_view> held = text_of(value, tools.arena);
    if (!name) return name.error();
    if (!held) return held.error();
    if (!out.empty()) out += '&';
    append_encoded(out, *name, true);
    out += '=';
    append_encoded(out, *held, true);
    return std::nullopt;
  };
  if (input.kind() == Value::Kind::map) {
    for (const Entry& entry : input.as_map()) {
      if (auto problem = add(Value::text(entry.key), entry.value)) return std::move(*problem);
    }
  } else if (input.kind() == Value::Kind::list) {
    for (const Value& item : input.as_list()) {
      if (item.kind() != Value::Kind::list || item.as_list().size() != 2)
        return bad_input("urlencode", item);
      if (auto problem = add(item.as_list()[0], item.as_list()[1])) return std::move(*problem);
    }
  } else {
    Result<std::string_view> text = text_of(input, tools.arena);
    if (!text) return text.error();
    append_encoded(out, *text, false);
  }
  return Value::text(tools.arena.copy(out));
}

Result<Value> tojson(const Value& input, Values, const Tools& tools) {
  std::string out;
  if (!append_json(out, input, tools.arena)) return bad_input("tojson", input);
  return Value::markup(tools.arena.copy(out));
}

Result<Value> format(const Value& input, Values arguments, const Tools& tools) {
  Result<std::string_view> text = text_of(input, tools.arena);
  if (!text) return text.error();
  Result<std::string> out = format_percent(*text, arguments, input.is_markup(), tools);
  if (!out) return out.error();
  return like(input, *out, tools);
}

constexpr BuiltinFilter filters[] = {
    {"upper", upper},
    {"lower", lower},
    {"capitalize", capitalize},
    {"title", title},
    {"trim", trim_filter, {"chars"}},
    {"replace", replace, {"old", "new", "count"}, 2},
    {"truncate", truncate, {"length", "killwords", "end", "leeway"}},
    {"wordcount", wordcount},
    {"indent", indent, {"width", "first", "blank"}},
    {"center", center, {"width"}},
    {"striptags", striptags},
    {"escape", escape},
    {"e", escape},
    {"forceescape", forceescape},
    {"string", string},
    {"urlencode", urlencode},
    {"tojson", tojson},
    {"format", format, {}, 0, true},
};

}  // namespace

std::span<const BuiltinFilter> text_filters() { return filters; }

}  // namespace minhbach::templates
