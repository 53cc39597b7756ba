// Comparing, looking into and looping over values.
#include "templates/operations.h"

#include <algorithm>
#include <charconv>

#include "templates/escape.h"
#include "templates/messages.h"

namespace minhbach::templates {
namespace {

bool is_numeric(const Value& value) {
  return value.is_number() || value.kind() == Value::Kind::boolean;
}

const Object* list_object(const Value& value) {
  return value.kind() == Value::Kind::object && value.as_object().is_list() ? &value.as_object()
                                                                            : nullptr;
}

const Value* find_entry(std::span<const Entry> entries, std::string_view key) {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

/// Python's rule for one bound of a slice.
std::int64_t clamp_bound(std::int64_t bound, std::int64_t size, std::int64_t low,
                         std::int64_t high) {
  if (bound < 0) bound += size;
  return std::clamp(bound, low, high);
}

}  // namespace

std::size_t letter_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end - at;
}

std::size_t count_letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::vector<std::string_view> letters_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = letter_length(text, i);
    out.push_back(text.substr(i, length));
    i += length;
  }
  return out;
}

std::optional<Diagnostic> count_turns(const Tools& tools, std::size_t turns) {
  const auto left =
      static_cast<std::size_t>(std::max<std::int64_t>(tools.limits.loop_steps - tools.steps, 0));
  if (turns > left) {
    return unplaced(messages::too_many_steps, {std::to_string(tools.limits.loop_steps)});
  }
  tools.steps += static_cast<std::int64_t>(turns);
  if (tools.arena.used() > tools.memory_end) {
    return unplaced(messages::too_much_memory, {std::to_string(tools.limits.memory_bytes)});
  }
  return std::nullopt;
}

std::string_view kind_name(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::undefined: return "undefined";
    case Value::Kind::none: return "none";
    case Value::Kind::boolean: return "boolean";
    case Value::Kind::integer: return "integer";
    case Value::Kind::number: return "float";
    case Value::Kind::text: return "text";
    case Value::Kind::list: return "list";
    case Value::Kind::map: return "map";
    case Value::Kind::object: return list_object(value) ? "list" : "object";
  }
  return "";
}

Diagnostic unplaced(const Message& message, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  return out;
}

bool is_true(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::undefined:
    case Value::Kind::none: return false;
    case Value::Kind::boolean: return value.as_boolean();
    case Value::Kind::integer: return value.as_integer() != 0;
    case Value::Kind::number: return value.as_number() != 0;
    case Value::Kind::text: return !value.as_text().empty();
    case Value::Kind::list: return !value.as_list().empty();
    case Value::Kind::map: return !value.as_map().empty();
    case Value::Kind::object: {
      const Object* list = list_object(value);
      return !list || list->size() > 0;
    }
  }
  return false;
}

bool is_equal(const Value& left, const Value& right) {
  if (is_numeric(left) && is_numeric(right)) {
    if (left.kind() == Value::Kind::number || right.kind() == Value::Kind::number) {
      const auto number = [](const Value& v) {
        return v.kind() == Value::Kind::number ? v.as_number()
                                               : static_cast<double>(v.as_integer());
      };
      return number(left) == number(right);
    }
    return left.as_integer() == right.as_integer();
  }
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Value::Kind::text: return left.as_text() == right.as_text();
    case Value::Kind::list:
      // The same list, perhaps one that holds itself many times over.
      if (left.as_list().data() == right.as_list().data() &&
          left.as_list().size() == right.as_list().size()) {
        return true;
      }
      return std::ranges::equal(left.as_list(), right.as_list(), is_equal);
    case Value::Kind::map:
      if (left.as_map().size() != right.as_map().size()) return false;
      return std::ranges::all_of(left.as_map(), [&](const Entry& entry) {
        const Value* other = find_entry(right.as_map(), entry.key);
        return other && is_equal(entry.value, *other);
      });
    case Value::Kind::object: return &left.as_object() == &right.as_object();
    default: return true;  // none and none, undefined and undefined
  }
}

Result<int> compare(const Value& left, const Value& right) {
  if (is_numeric(left) && is_numeric(right)) {
    if (left.kind() != Value::Kind::number && right.kind() != Value::Kind::number) {
      return (left.as_integer() > right.as_integer()) - (left.as_integer() < right.as_integer());
    }
    const auto number = [](const Value& v) {
      return v.kind() == Value::Kind::number ? v.as_number() : static_cast<double>(v.as_integer());
    };
    return (number(left) > number(right)) - (number(left) < number(right));
  }
  if (left.is_text() && right.is_text()) {
    // Byte order of UTF-8 is code point order, which is Python's.
    const int order = left.as_text().compare(right.as_text());
    return (order > 0) - (order < 0);
  }
  if (left.kind() == Value::Kind::list && right.kind() == Value::Kind::list) {
    const std::size_t shared = std::min(left.as_list().size(), right.as_list().size());
    for (std::size_t i = 0; i < shared; ++i) {
      if (is_equal(left.as_list()[i], right.as_list()[i])) continue;
      return compare(left.as_list()[i], right.as_list()[i]);
    }
    return (left.as_list().size() > right.as_list().size()) -
           (left.as_list().size() < right.as_list().size());
  }
  return unplaced(messages::not_orderable,
                  {std::string(kind_name(left)), std::string(kind_name(right))});
}

Result<bool> contains(const Value& container, const Value& item, const Tools& tools) {
  switch (container.kind()) {
    case Value::Kind::text:
      if (item.is_text()) return container.as_text().find(item.as_text()) != std::string_view::npos;
      break;
    case Value::Kind::list:
      if (auto problem = count_turns(tools, container.as_list().size())) return std::move(*problem);
      return std::ranges::any_of(container.as_list(),
                                 [&](const Value& each) { return is_equal(each, item); });
    case Value::Kind::map:
      return item.is_text() && find_entry(container.as_map(), item.as_text()) != nullptr;
    case Value::Kind::object: {
      const Object& object = container.as_object();
      if (object.is_list()) {
        if (auto problem = count_turns(tools, object.size())) return std::move(*problem);
        for (std::size_t i = 0; i < object.size(); ++i) {
          if (is_equal(object.item(i, tools.arena), item)) return true;
        }
        return false;
      }
      return item.is_text() && !object.member(item.as_text(), tools.arena).is_undefined();
    }
    default: break;
  }
  return unplaced(messages::wrong_operands,
                  {"in", std::string(kind_name(item)), std::string(kind_name(container))});
}

Value member_of(const Value& object, std::string_view name, Arena& arena) {
  if (object.kind() == Value::Kind::object) return object.as_object().member(name, arena);
  if (object.kind() == Value::Kind::map) {
    if (const Value* found = find_entry(object.as_map(), name)) return *found;
  }
  return {};
}

Value item_of(const Value& object, const Value& index, Arena& arena) {
  if (index.is_text()) return member_of(object, index.as_text(), arena);
  if (index.kind() != Value::Kind::integer) return {};
  std::int64_t at = index.as_integer();
  const auto resolve = [&](std::size_t size) {
    if (at < 0) at += static_cast<std::int64_t>(size);
    return at >= 0 && at < static_cast<std::int64_t>(size);
  };
  if (object.kind() == Value::Kind::list) {
    return resolve(object.as_list().size()) ? object.as_list()[static_cast<std::size_t>(at)]
                                            : Value();
  }
  if (const Object* list = list_object(object)) {
    return resolve(list->size()) ? list->item(static_cast<std::size_t>(at), arena) : Value();
  }
  if (object.is_text()) {
    const std::vector<std::string_view> letters = letters_of(object.as_text());
    return resolve(letters.size()) ? Value::text(letters[static_cast<std::size_t>(at)]) : Value();
  }
  return {};
}

std::vector<std::string_view> member_names(const Value& object) {
  if (object.kind() == Value::Kind::object) return object.as_object().names();
  std::vector<std::string_view> out;
  if (object.kind() == Value::Kind::map) {
    for (const Entry& entry : object.as_map()) out.push_back(entry.key);
  }
  return out;
}

Value member_by_path(const Value& object, std::string_view path, Arena& arena) {
  Value at = object;
  while (true) {
    const std::size_t dot = path.find('.');
    const std::string_view part = path.substr(0, dot);
    std::int64_t index = 0;
    const auto [end, ec] = std::from_chars(part.data(), part.data() + part.size(), index);
    const bool is_index = ec == std::errc() && end == part.data() + part.size();
    at = item_of(at, is_index ? Value::integer(index) : Value::text(part), arena);
    if (dot == std::string_view::npos || at.is_undefined()) return at;
    path.remove_prefix(dot + 1);
  }
}

Result<Value> slice_of(const Value& whole, const Value& start, const Value& stop, const Value& step,
                       const Tools& tools) {
  // Of markup the text: a tag cut in two would break the page.
  const Value object =
      whole.is_markup() ? Value::text(tools.arena.copy(strip_tags(whole.as_text()))) : whole;
  if (!object.is_text() && object.kind() != Value::Kind::list && !list_object(object)) {
    return unplaced(messages::wrong_operands,
                    {"[:]", std::string(kind_name(object)), std::string(kind_name(start))});
  }
  for (const Value& bound : {start, stop, step}) {
    if (bound.is_undefined() || bound.is_none() || bound.kind() == Value::Kind::integer) continue;
    return unplaced(messages::wrong_operands,
                    {"[:]", std::string(kind_name(object)), std::string(kind_name(bound))});
  }
  const std::vector<std::string_view> letters =
      object.is_text() ? letters_of(object.as_text()) : std::vector<std::string_view>();
  const auto size =
      static_cast<std::int64_t>(object.is_text() ? letters.size() : *item_count(object));
  const auto given = [](const Value& bound) { return bound.kind() == Value::Kind::integer; };
  const std::int64_t stride = given(step) ? step.as_integer() : 1;
  if (stride == 0) return unplaced(messages::division_by_zero);
  const std::int64_t low = stride < 0 ? -1 : 0;
  const std::int64_t high = stride < 0 ? size - 1 : size;
  const std::int64_t from =
      given(start) ? clamp_bound(start.as_integer(), size, low, high) : (stride < 0 ? high : low);
  const std::int64_t to =
      given(stop) ? clamp_bound(stop.as_integer(), size, low, high) : (stride < 0 ? low : high);
  const std::int64_t distance = stride > 0 ? to - from : from - to;
  const std::uint64_t stretch = stride > 0 ? static_cast<std::uint64_t>(stride)
                                           : std::uint64_t{0} - static_cast<std::uint64_t>(stride);
  if (distance > 0 &&
      (static_cast<std::uint64_t>(distance) - 1) / stretch >= tools.limits.list_items) {
    return unplaced(messages::template_too_many_items, {std::to_string(tools.limits.list_items)});
  }
  if (auto problem = count_turns(tools, letters.size())) return std::move(*problem);
  std::vector<Value> items;
  std::string text;
  for (std::int64_t i = from; stride > 0 ? i < to : i > to;) {
    const auto at = static_cast<std::size_t>(i);
    if (object.is_text()) {
      text += letters[at];
    } else {
      items.push_back(item_of(object, Value::integer(i), tools.arena));
    }
    if (__builtin_add_overflow(i, stride, &i)) break;
  }
  if (object.is_text()) return Value::text(tools.arena.copy(text));
  return Value::list(tools.arena.copy(items));
}

std::optional<std::size_t> item_count(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::text: return count_letters(value.as_text());
    case Value::Kind::list: return value.as_list().size();
    case Value::Kind::map: return value.as_map().size();
    case Value::Kind::object:
      if (list_object(value)) return value.as_object().size();
      if (const std::size_t names = value.as_object().names().size()) return names;
      return std::nullopt;
    default: return std::nullopt;
  }
}

Result<std::span<const Value>> items_of(const Value& value, const Tools& tools) {
  const std::optional<std::size_t> count = item_count(value);
  if (!count) return unplaced(messages::not_iterable, {std::string(kind_name(value))});
  if (*count > tools.limits.list_items) {
    return unplaced(messages::template_too_many_items, {std::to_string(tools.limits.list_items)});
  }
  if (auto problem = count_turns(tools, *count)) return std::move(*problem);
  if (value.kind() == Value::Kind::list) return value.as_list();
  const std::span<Value> out = tools.arena.array<Value>(*count);
  if (value.is_text()) {
    const std::vector<std::string_view> letters = letters_of(value.as_text());
    for (std::size_t i = 0; i < *count && i < letters.size(); ++i) out[i] = Value::text(letters[i]);
  } else if (const Object* list = list_object(value)) {
    for (std::size_t i = 0; i < *count; ++i) out[i] = list->item(i, tools.arena);
  } else {
    const std::vector<std::string_view> names = member_names(value);
    for (std::size_t i = 0; i < *count; ++i) out[i] = Value::text(names[i]);
  }
  return std::span<const Value>(out);
}

}  // namespace minhbach::templates
