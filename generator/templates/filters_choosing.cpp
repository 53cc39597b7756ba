// The filters that choose, order or group items, some by another filter or test.
#include <algorithm>
#include <unordered_set>

#include "templates/builtins.h"
#include "templates/messages.h"
#include "templates/sort_keys.h"

namespace minhbach::templates {
namespace {

using Values = std::span<const Value>;

Result<Value> sort(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  Result<std::string_view> attribute = attribute_of(arguments[2], tools.arena);
  if (!attribute) return attribute.error();
  SortOptions options;
  options.reverse = is_true(arguments[0]);
  options.case_sensitive = is_true(arguments[1]);
  options.attribute = *attribute;
  return sort_values(*items, options, "sort", tools);
}

Result<Value> unique(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  Result<std::string_view> attribute = attribute_of(arguments[1], tools.arena);
  if (!attribute) return attribute.error();
  std::unordered_set<std::string_view> texts;
  std::vector<Value> others;
  std::vector<Value> out;
  for (const Value& item : *items) {
    Result<Value> key = key_of(item, *attribute, is_true(arguments[0]), "unique", tools);
    if (!key) return key.error();
    if (key->is_text()) {
      if (texts.insert(key->as_text()).second) out.push_back(item);
      continue;
    }
    if (auto problem = count_turns(tools, others.size())) return std::move(*problem);
    const bool seen = std::any_of(others.begin(), others.end(),
                                  [&](const Value& other) { return is_equal(*key, other); });
    if (seen) continue;
    others.push_back(*key);
    out.push_back(item);
  }
  return Value::list(tools.arena.copy(out));
}

/// The least item by its key, or the greatest; undefined when there is none.
Result<Value> extreme(const Value& input, Values arguments, std::string_view filter, int wanted,
                      const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  Result<std::string_view> attribute = attribute_of(arguments[1], tools.arena);
  if (!attribute) return attribute.error();
  Value best;
  Value best_key;
  for (const Value& item : *items) {
    Result<Value> key = key_of(item, *attribute, is_true(arguments[0]), filter, tools);
    if (!key) return key.error();
    if (!best_key.is_undefined()) {
      Result<int> order = compare(*key, best_key);
      if (!order) return order.error();
      if (*order * wanted <= 0) continue;
    }
    best = item;
    best_key = *key;
  }
  return best;
}

Result<Value> min(const Value& input, Values arguments, const Tools& tools) {
  return extreme(input, arguments, "min", -1, tools);
}

Result<Value> max(const Value& input, Values arguments, const Tools& tools) {
  return extreme(input, arguments, "max", 1, tools);
}

/// One group: unpacks as key and items, and has both by name.
class Group final : public Object {
 public:
  Group(const Value& key, std::span<const Value> items) : key_(key), items_(Value::list(items)) {}

  bool is_list() const override { return true; }
  std::size_t size() const override { return 2; }
  Value item(std::size_t index, Arena&) const override { return index == 0 ? key_ : items_; }
  Value member(std::string_view name, Arena&) const override {
    return name == "grouper" ? key_ : name == "list" ? items_ : Value();
  }
  std::vector<std::string_view> names() const override { return {"grouper", "list"}; }

 private:
  Value key_;
  Value items_;
};

Result<Value> groupby(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  Result<std::string_view> attribute = attribute_of(arguments[0], tools.arena);
  if (!attribute) return attribute.error();
  const bool case_sensitive = is_true(arguments[2]);
  // Pairs of key and item, sorted by the key alone.
  std::vector<Value> pairs;
  for (const Value& item : *items) {
    Value key = member_by_path(item, *attribute, tools.arena);
    if (key.is_undefined()) key = arguments[1];
    if (key.is_undefined()) {
      Diagnostic problem =
          unplaced(messages::undefined_member, {quote(*attribute), quote("groupby")});
      problem.nearest = nearest_name(*attribute, member_names(item));
      return problem;
    }
    const std::vector<Value> pair = {key, item};
    pairs.push_back(Value::list(tools.arena.copy(pair)));
  }
  SortOptions options;
  options.case_sensitive = case_sensitive;
  options.attribute = "0";
  Result<Value> sorted = sort_values(pairs, options, "groupby", tools);
  if (!sorted) return sorted.error();
  std::vector<Value> groups;
  std::vector<Value> members;
  Value key, folded;
  const auto close = [&] {
    if (!members.empty()) {
      groups.push_back(Value::object(*tools.arena.make<Group>(key, tools.arena.copy(members))));
    }
    members.clear();
  };
  for (const Value& pair : sorted->as_list()) {
    Result<Value> next = key_of(pair, "0", case_sensitive, "groupby", tools);
    if (!next) return next.error();
    if (members.empty() || !is_equal(*next, folded)) {
      close();
      key = pair.as_list()[0];
      folded = *next;
    }
    members.push_back(pair.as_list()[1]);
  }
  close();
  return Value::list(tools.arena.copy(groups));
}

const Value* named(const Tools& tools, std::string_view name) {
  for (const Entry& entry : tools.named) {
    if (entry.key == name) return &entry.value;
  }
  return nullptr;
}

Result<Value> map(const Value& input, Values arguments, const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  std::vector<Value> out;
  if (const Value* attribute = named(tools, "attribute")) {
    if (!arguments.empty()) return bad_argument("map", "attribute");
    Result<std::string_view> path = text_of(*attribute, tools.arena);
    if (!path) return path.error();
    const Value* otherwise = named(tools, "default");
    for (const Value& item : *items) {
      Value value = member_by_path(item, *path, tools.arena);
      if (value.is_undefined() && otherwise) value = *otherwise;
      if (value.is_undefined()) {
        Diagnostic problem = unplaced(messages::undefined_member, {quote(*path), quote("map")});
        problem.nearest = nearest_name(*path, member_names(item));
        return problem;
      }
      out.push_back(value);
    }
  } else {
    if (arguments.empty() || !arguments[0].is_text()) return bad_argument("map", "filter");
    for (const Value& item : *items) {
      Result<Value> value = tools.builtins.apply(arguments[0].as_text(), item,
                                                 {arguments.subspan(1), tools.named}, tools);
      if (!value) return value.error();
      out.push_back(*value);
    }
  }
  return Value::list(tools.arena.copy(out));
}

struct Choice {
  std::string_view filter;
  bool by_attribute;
  bool keeps;  ///< Items for which the test holds, or the others.
};

Result<Value> choose(const Value& input, Values arguments, const Choice& choice,
                     const Tools& tools) {
  Result<std::span<const Value>> items = items_of(input, tools);
  if (!items) return items.error();
  std::string_view path;
  if (choice.by_attribute) {
    Result<std::string_view> text = attribute_of(arguments[0], tools.arena);
    if (!text) return text.error();
    path = *text;
    arguments = arguments.subspan(1);
  }
  if (!arguments.empty() && !arguments[0].is_text()) return bad_argument(choice.filter, "test");
  std::vector<Value> out;
  for (const Value& item : *items) {
    const Value subject = choice.by_attribute ? member_by_path(item, path, tools.arena) : item;
    bool holds = false;
    if (arguments.empty()) {
      if (subject.is_undefined()) {
        Diagnostic problem =
            unplaced(messages::undefined_member, {quote(path), quote(choice.filter)});
        problem.nearest = nearest_name(path, member_names(item));
        return problem;
      }
      holds = is_true(subject);
    } else {
      Result<bool> result = tools.builtins.holds(arguments[0].as_text(), subject,
                                                 {arguments.subspan(1), tools.named}, tools);
      if (!result) return result.error();
      holds = *result;
    }
    if (holds == choice.keeps) out.push_back(item);
  }
  return Value::list(tools.arena.copy(out));
}

Result<Value> select(const Value& input, Values arguments, const Tools& tools) {
  return choose(input, arguments, {"select", false, true}, tools);
}
Result<Value> reject(const Value& input, Values arguments, const Tools& tools) {
  return choose(input, arguments, {"reject", false, false}, tools);
}
Result<Value> selectattr(const Value& input, Values arguments, const Tools& tools) {
  return choose(input, arguments, {"selectattr", true, true}, tools);
}
Result<Value> rejectattr(const Value& input, Values arguments, const Tools& tools) {
  return choose(input, arguments, {"rejectattr", true, false}, tools);
}

constexpr BuiltinFilter filters[] = {
    {"sort", sort, {"reverse", "case_sensitive", "attribute"}},
    {"unique", unique, {"case_sensitive", "attribute"}},
    {"min", min, {"case_sensitive", "attribute"}},
    {"max", max, {"case_sensitive", "attribute"}},
    {"groupby", groupby, {"attribute", "default", "case_sensitive"}, 1},
    {"map", map, {"filter", "..."}, 0, true},
    {"select", select, {"test", "..."}, 0, true},
    {"reject", reject, {"test", "..."}, 0, true},
    {"selectattr", selectattr, {"attribute", "test", "..."}, 1, true},
    {"rejectattr", rejectattr, {"attribute", "test", "..."}, 1, true},
};

}  // namespace

std::span<const BuiltinFilter> choosing_filters() { return filters; }

}  // namespace minhbach::templates
