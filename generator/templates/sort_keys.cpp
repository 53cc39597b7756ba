// Sort keys and the sort itself.
#include "templates/sort_keys.h"

#include <algorithm>

#include "templates/messages.h"
#include "text/letter_case.h"

namespace minhbach::templates {
namespace {

/// An object has no place in any order (a value that is known not to be disclosed is one), so it
/// stands last, also in reverse, and does not spoil the list.
Result<int> compare_keys(const Value& a, const Value& b, bool reverse) {
  const bool a_last = a.kind() == Value::Kind::object, b_last = b.kind() == Value::Kind::object;
  if (a_last || b_last) return int{a_last} - int{b_last};
  Result<int> order = compare(a, b);
  if (order && reverse) *order = -*order;
  return order;
}

}  // namespace

Result<std::string_view> attribute_of(const Value& argument, Arena& arena) {
  if (argument.is_undefined() || argument.is_none()) return std::string_view();
  return text_of(argument, arena);
}

Result<Value> key_of(const Value& item, std::string_view attribute, bool case_sensitive,
                     std::string_view filter, const Tools& tools) {
  Value key = attribute.empty() ? item : member_by_path(item, attribute, tools.arena);
  if (key.is_undefined()) {
    Diagnostic problem = unplaced(messages::undefined_member, {quote(attribute), quote(filter)});
    problem.nearest = nearest_name(attribute, member_names(item));
    return problem;
  }
  if (key.is_text() && !case_sensitive)
    key = Value::text(tools.arena.copy(text::to_lower(key.as_text())));
  return key;
}

Result<Value> sort_values(std::span<const Value> items, const SortOptions& options,
                          std::string_view filter, const Tools& tools) {
  std::vector<std::string_view> attributes;
  for (std::string_view rest = options.attribute;;) {
    const std::size_t comma = rest.find(',');
    attributes.push_back(rest.substr(0, comma));
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  struct Keyed {
    std::vector<Value> keys;
    Value item;
  };
  std::vector<Keyed> keyed;
  for (const Value& item : items) {
    Keyed each{{}, item};
    for (const std::string_view attribute : attributes) {
      Result<Value> key = key_of(item, attribute, options.case_sensitive, filter, tools);
      if (!key) return key.error();
      each.keys.push_back(*key);
    }
    keyed.push_back(std::move(each));
  }
  // Checked before, so that the order below is one: the sort itself must never meet a failure.
  for (std::size_t k = 0; k < attributes.size(); ++k) {
    const Value* first = nullptr;
    for (const Keyed& each : keyed) {
      if (each.keys[k].kind() == Value::Kind::object) continue;
      if (first == nullptr) first = &each.keys[k];
      if (Result<int> order = compare(*first, each.keys[k]); !order) return order.error();
    }
  }
  std::optional<Diagnostic> problem;
  std::stable_sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    for (std::size_t k = 0; k < attributes.size(); ++k) {
      const Result<int> order = compare_keys(a.keys[k], b.keys[k], options.reverse);
      if (!order) {
        problem = order.error();
        return false;
      }
      if (*order != 0) return *order < 0;
    }
    return false;
  });
  if (problem) return std::move(*problem);
  std::vector<Value> out;
  for (const Keyed& each : keyed) out.push_back(each.item);
  return Value::list(tools.arena.copy(out));
}

}  // namespace minhbach::templates
