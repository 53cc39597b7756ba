// The few Python methods that themes written for Jinja lean on: of texts and of maps.
#include "templates/builtins.h"
#include "templates/messages.h"
#include "templates/render.h"
#include "text/utf8.h"

namespace minhbach::templates {
namespace {

constexpr std::string_view text_methods[] = {"upper",   "lower", "title", "capitalize", "strip",
                                             "replace", "join",  "split", "startswith", "endswith"};
constexpr std::string_view map_methods[] = {"items", "keys", "values", "get"};

template <std::size_t N>
bool has(const std::string_view (&names)[N], std::string_view name) {
  for (const std::string_view each : names) {
    if (each == name) return true;
  }
  return false;
}

Diagnostic wrong(std::string_view name, std::string_view parameters) {
  return unplaced(messages::template_wrong_arguments, {quote(name), std::string(parameters)});
}

Result<Value> split(std::string_view text, const Arguments& arguments, Arena& arena) {
  std::vector<Value> out;
  if (arguments.positional.empty()) {
    while (!(text = text::trim(text)).empty()) {
      std::size_t end = 0;
      for (std::size_t next = 0; next < text.size(); end = next) {
        if (text::is_space(text::next_code_point(text, next))) break;
      }
      out.push_back(Value::text(text.substr(0, end)));
      text.remove_prefix(end);
    }
    return Value::list(arena.copy(out));
  }
  const Value& separator = arguments.positional[0];
  if (arguments.positional.size() > 1 || !arguments.named.empty() || !separator.is_text() ||
      separator.as_text().empty()) {
    return wrong("split", "sep");
  }
  while (true) {
    const std::size_t end = text.find(separator.as_text());
    out.push_back(Value::text(text.substr(0, end)));
    if (end == std::string_view::npos) return Value::list(arena.copy(out));
    text.remove_prefix(end + separator.as_text().size());
  }
}

Result<Value> call_text_method(const Value& text, std::string_view name, const Arguments& arguments,
                               const Tools& tools) {
  if (name == "split") return split(text.as_text(), arguments, tools.arena);
  if (name == "startswith" || name == "endswith") {
    if (arguments.positional.size() != 1 || !arguments.positional[0].is_text())
      return wrong(name, "text");
    const std::string_view part = arguments.positional[0].as_text();
    return Value::boolean(name == "startswith" ? text.as_text().starts_with(part)
                                               : text.as_text().ends_with(part));
  }
  if (name == "join") {  // Python has text and list the other way round than the filter.
    if (arguments.positional.size() != 1) return wrong(name, "list");
    const Value glue[] = {text};
    return tools.builtins.apply("join", arguments.positional[0], {glue, {}}, tools);
  }
  return tools.builtins.apply(name == "strip" ? "trim" : name, text, arguments, tools);
}

Result<Value> call_map_method(const Value& map, std::string_view name, const Arguments& arguments,
                              const Tools& tools) {
  const std::size_t count = arguments.positional.size();
  if (name == "get") {
    if (count < 1 || count > 2 || !arguments.positional[0].is_text())
      return wrong(name, "key, default");
    const Value found = member_of(map, arguments.positional[0].as_text(), tools.arena);
    if (!found.is_undefined()) return found;
    return count == 2 ? arguments.positional[1] : Value::none();
  }
  if (count != 0) return wrong(name, "");
  if (name == "items") return tools.builtins.apply("items", map, {}, tools);
  std::vector<Value> out;
  for (const std::string_view key : member_names(map)) {
    out.push_back(name == "keys" ? Value::text(key) : member_of(map, key, tools.arena));
  }
  return Value::list(tools.arena.copy(out));
}

}  // namespace

std::optional<Result<Value>> call_method(const Value& value, std::string_view name,
                                         const Arguments& arguments, const Tools& tools) {
  if (value.is_text() && has(text_methods, name))
    return call_text_method(value, name, arguments, tools);
  const bool is_map = value.kind() == Value::Kind::map ||
                      (value.kind() == Value::Kind::object && !value.as_object().is_list());
  if (is_map && has(map_methods, name)) return call_map_method(value, name, arguments, tools);
  return std::nullopt;
}

std::vector<std::string_view> method_names() {
  std::vector<std::string_view> out(std::begin(text_methods), std::end(text_methods));
  out.insert(out.end(), std::begin(map_methods), std::end(map_methods));
  return out;
}

}  // namespace minhbach::templates
