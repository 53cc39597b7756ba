// The filters on lists and maps that need no second filter or test.
#include <algorithm>

#include "templates/builtins.h"
#include "templates/escape.h"
#include "templates/messages.h"
#include "templates/sort_keys.h"

namespace minhbach::templates {
namespace {

using Values = std::span<const Value>;

Result<Value> default_filter(const Value& input, Values arguments, const Tools&) {
  const bool absent = input.is_undefined() || (is_true(arguments[1]) && !is_true(input));
  if (!absent) return input;
  return arguments[0].is_undefined() ? Value::text("") : arguments[0];
}

Result<Value> length(const Value& input, Values, const Tools&) {
  const std::optional<std::size_t> count = item_count(input);
  if (!count) return bad_input("length", input);
  return Value::integer(static_cast<std::int64_t>(*count));
}

Result<Value> join(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  std::vector<Value> values(items->begin(), items->end());
  if (!arguments[1].is_undefined()) {
    Result<std::string_view> path = text_of(arguments[1], tools.arena);
    if (!path) return path.error();
    for (Value& value : values) {
      value = member_by_path(value, *path, tools.arena);
      if (value.is_undefined()) return unplaced(messages::undefined_member, {quote(*path), "join"});
    }
  }
  for (Value& value : values) {
    if (value.kind() != Value::Kind::object) continue;
    const Value printed = value.as_object().printed(tools.arena);
    if (!printed.is_undefined()) value = printed;
  }
  const Value glue = arguments[0].is_undefined() ? Value::text("") : arguments[0];
  // One piece of markup makes the whole markup, with everything else escaped.
  const bool markup =
      glue.is_markup() || std::any_of(values.begin(), values.end(),
                                      [](const Value& value) { return value.is_markup(); });
  std::string out;
  const auto add = [&](const Value& value) -> std::optional<Diagnostic> {
    Result<std::string_view> text = text_of(value, tools.arena);
    if (!text) return text.error();
    if (markup && !value.is_markup()) {
      append_escaped(out, *text);
    } else {
      out += *text;
    }
    return std::nullopt;
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) {
      if (auto problem = add(glue)) return std::move(*problem);
    }
    if (auto problem = add(values[i])) return std::move(*problem);
    if (out.size() > tools.limits.output_bytes) {
      return unplaced(messages::too_much_output, {std::to_string(tools.limits.output_bytes)});
    }
  }
  const std::string_view kept = tools.arena.copy(out);
  return markup ? Value::markup(kept) : Value::text(kept);
}

Result<Value> first(const Value& input, Values, const Tools& tools) {
  if (input.kind() == Value::Kind::list || input.is_text() ||
      (input.kind() == Value::Kind::object && input.as_object().is_list())) {
    return item_of(input, Value::integer(0), tools.arena);
  }
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  return items->empty() ? Value() : items->front();
}

Result<Value> last(const Value& input, Values, const Tools& tools) {
  if (input.kind() == Value::Kind::list || input.is_text() ||
      (input.kind() == Value::Kind::object && input.as_object().is_list())) {
    return item_of(input, Value::integer(-1), tools.arena);
  }
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  return items->empty() ? Value() : items->back();
}

Result<Value> list(const Value& input, Values, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  return Value::list(*items);
}

Result<Value> reverse(const Value& input, Values, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  if (input.is_text()) return slice_of(input, {}, {}, Value::integer(-1), tools);
  const std::vector<Value> out(items->rbegin(), items->rend());
  return Value::list(tools.arena.copy(out));
}

Result<Value> batch(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  if (arguments[0].kind() != Value::Kind::integer || arguments[0].as_integer() < 1) {
    return bad_argument("batch", "linecount");
  }
  const auto width = static_cast<std::size_t>(arguments[0].as_integer());
  if (width > tools.limits.list_items) return bad_argument("batch", "linecount");
  std::vector<Value> rows;
  for (std::size_t i = 0; i < items->size(); i += width) {
    const std::size_t count = std::min(width, items->size() - i);
    std::vector<Value> row(items->begin() + static_cast<std::ptrdiff_t>(i),
                           items->begin() + static_cast<std::ptrdiff_t>(i + count));
    if (!arguments[1].is_undefined() && !arguments[1].is_none()) row.resize(width, arguments[1]);
    rows.push_back(Value::list(tools.arena.copy(row)));
  }
  return Value::list(tools.arena.copy(rows));
}

Result<Value> slice(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  if (arguments[0].kind() != Value::Kind::integer || arguments[0].as_integer() < 1 ||
      arguments[0].as_integer() > static_cast<std::int64_t>(tools.limits.list_items)) {
    return bad_argument("slice", "slices");
  }
  const auto columns = static_cast<std::size_t>(arguments[0].as_integer());
  const std::size_t each = items->size() / columns;
  const std::size_t longer = items->size() % columns;
  const bool fills = !arguments[1].is_undefined() && !arguments[1].is_none();
  std::vector<Value> out;
  std::size_t from = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t count = each + (i < longer ? 1 : 0);
    std::vector<Value> column(items->begin() + static_cast<std::ptrdiff_t>(from),
                              items->begin() + static_cast<std::ptrdiff_t>(from + count));
    if (fills && i >= longer && longer > 0) column.push_back(arguments[1]);
    if (fills && longer == 0) column.push_back(arguments[1]);
    out.push_back(Value::list(tools.arena.copy(column)));
    from += count;
  }
  return Value::list(tools.arena.copy(out));
}

/// Keys and values as lists of two.
std::vector<Value> pairs_of(const Value& map, const Tools& tools) {
  std::vector<Value> out;
  for (const std::string_view name : member_names(map)) {
    const std::vector<Value> pair = {Value::text(name), member_of(map, name, tools.arena)};
    out.push_back(Value::list(tools.arena.copy(pair)));
  }
  return out;
}

bool is_mapping(const Value& value) {
  return value.kind() == Value::Kind::map ||
         (value.kind() == Value::Kind::object && !value.as_object().is_list());
}

Result<Value> items_filter(const Value& input, Values, const Tools& tools) {
  if (!is_mapping(input)) return bad_input("items", input);
  return Value::list(tools.arena.copy(pairs_of(input, tools)));
}

Result<Value> dictsort(const Value& input, Values arguments, const Tools& tools) {
  if (!is_mapping(input)) return bad_input("dictsort", input);
  const std::string_view by = arguments[1].is_text() ? arguments[1].as_text() : "key";
  if (by != "key" && by != "value") return bad_argument("dictsort", "by");
  const std::vector<Value> pairs = pairs_of(input, tools);
  SortOptions options;
  options.case_sensitive = is_true(arguments[0]);
  options.reverse = is_true(arguments[2]);
  options.attribute = by == "key" ? "0" : "1";
  return sort_values(pairs, options, "dictsort", tools);
}

Result<Value> sum(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  Value total = arguments[1].is_undefined() ? Value::integer(0) : arguments[1];
  for (Value value : *items) {
    if (!arguments[0].is_undefined() && !arguments[0].is_none()) {
      Result<std::string_view> path = text_of(arguments[0], tools.arena);
      if (!path) return path.error();
      value = member_by_path(value, *path, tools.arena);
      if (value.is_undefined()) return unplaced(messages::undefined_member, {quote(*path), "sum"});
    }
    Result<Value> next = calculate(BinaryOperator::add, total, value, tools);
    if (!next) return next.error();
    if (auto problem = count_turns(tools, 1)) return std::move(*problem);
    total = *next;
  }
  return total;
}

Result<Value> attr(const Value& input, Values arguments, const Tools& tools) {
  if (!arguments[0].is_text()) return bad_argument("attr", "name");
  return member_of(input, arguments[0].as_text(), tools.arena);
}

constexpr BuiltinFilter filters[] = {
    {"default", default_filter, {"default_value", "boolean"}, 0, false, true},
    {"d", default_filter, {"default_value", "boolean"}, 0, false, true},
    {"length", length},
    {"count", length},
    {"join", join, {"d", "attribute"}},
    {"first", first},
    {"last", last},
    {"list", list},
    {"reverse", reverse},
    {"batch", batch, {"linecount", "fill_with"}, 1},
    {"slice", slice, {"slices", "fill_with"}, 1},
    {"items", items_filter},
    {"dictsort", dictsort, {"case_sensitive", "by", "reverse"}},
    {"sum", sum, {"attribute", "start"}},
    {"attr", attr, {"name"}, 1},
};

}  // namespace

std::span<const BuiltinFilter> list_filters() { return filters; }

}  // namespace minhbach::templates
