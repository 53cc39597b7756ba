// loop, range, dict and namespace.
#include "templates/objects.h"

#include <unordered_map>

#include "templates/messages.h"
#include "templates/operations.h"

namespace minhbach::templates {
namespace {

Diagnostic bad_call(std::string_view function, std::string_view parameters, std::string_view why) {
  return unplaced(messages::wrong_call,
                  {quote(function), std::string(parameters), std::string(why)});
}

/// The numbers of `range(...)`, never written out.
class Range final : public Object {
 public:
  Range(std::int64_t start, std::int64_t step, std::size_t count)
      : start_(start), step_(step), count_(count) {}

  bool is_list() const override { return true; }
  std::size_t size() const override { return count_; }
  Value item(std::size_t index, Arena&) const override {
    return Value::integer(start_ + step_ * static_cast<std::int64_t>(index));
  }

 private:
  std::int64_t start_, step_;
  std::size_t count_;
};

class RangeFunction final : public Object {
 public:
  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena& arena) const override {
    constexpr std::string_view parameters = "start, stop, step";
    const std::size_t count = arguments.positional.size();
    if (count < 1 || count > 3 || !arguments.named.empty()) {
      return bad_call("range", parameters, std::to_string(count));
    }
    for (const Value& value : arguments.positional) {
      if (value.kind() != Value::Kind::integer)
        return bad_call("range", parameters, kind_name(value));
    }
    const auto at = [&](std::size_t i) { return arguments.positional[i].as_integer(); };
    const std::int64_t start = count > 1 ? at(0) : 0;
    const std::int64_t stop = count > 1 ? at(1) : at(0);
    const std::int64_t step = count > 2 ? at(2) : 1;
    if (step == 0) return bad_call("range", parameters, "step = 0");
    std::int64_t distance = 0;
    if (__builtin_sub_overflow(stop, start, &distance)) return unplaced(messages::number_overflow);
    std::size_t items = 0;
    if (step > 0 && distance > 0) {
      items = (static_cast<std::size_t>(distance) - 1) / static_cast<std::size_t>(step) + 1;
    } else if (step < 0 && distance < 0) {
      // Negated as unsigned: the smallest number has no positive twin.
      items = (std::size_t{0} - static_cast<std::size_t>(distance) - 1) /
                  (std::size_t{0} - static_cast<std::size_t>(step)) +
              1;
    }
    return Value::object(*arena.make<Range>(start, step, items));
  }
};

std::optional<Diagnostic> add_entries(std::string_view function, const Arguments& arguments,
                                      std::vector<Entry>& out) {
  std::unordered_map<std::string_view, std::size_t> places;
  const auto put = [&](std::string_view key, const Value& value) {
    const auto [place, is_new] = places.emplace(key, out.size());
    if (is_new) {
      out.push_back({key, value});
    } else {
      out[place->second].value = value;
    }
  };
  if (arguments.positional.size() > 1) return bad_call(function, "map, name=…", "2");
  if (!arguments.positional.empty()) {
    const Value& first = arguments.positional[0];
    if (first.kind() == Value::Kind::map) {
      for (const Entry& entry : first.as_map()) put(entry.key, entry.value);
    } else if (first.kind() == Value::Kind::list) {
      for (const Value& pair : first.as_list()) {
        if (pair.kind() != Value::Kind::list || pair.as_list().size() != 2 ||
            !pair.as_list()[0].is_text()) {
          return bad_call(function, "map, name=…", kind_name(pair));
        }
        put(pair.as_list()[0].as_text(), pair.as_list()[1]);
      }
    } else {
      return bad_call(function, "map, name=…", kind_name(first));
    }
  }
  for (const Entry& entry : arguments.named) put(entry.key, entry.value);
  return std::nullopt;
}

class DictFunction final : public Object {
 public:
  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena& arena) const override {
    std::vector<Entry> entries;
    if (std::optional<Diagnostic> problem = add_entries("dict", arguments, entries)) {
      return std::move(*problem);
    }
    return Value::map(arena.copy(entries));
  }
};

class NamespaceFunction final : public Object {
 public:
  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena& arena) const override {
    std::vector<Entry> entries;
    if (std::optional<Diagnostic> problem = add_entries("namespace", arguments, entries)) {
      return std::move(*problem);
    }
    return Value::object(*arena.make<Namespace>(std::move(entries)));
  }
};

constexpr std::string_view loop_names[] = {
    "index",    "index0",   "first", "last",   "length", "revindex", "revindex0",
    "previtem", "nextitem", "depth", "depth0", "cycle",  "changed"};

}  // namespace

Value Loop::member(std::string_view name, Arena& arena) const {
  const auto number = [](std::size_t n) { return Value::integer(static_cast<std::int64_t>(n)); };
  if (name == "index") return number(index_ + 1);
  if (name == "index0") return number(index_);
  if (name == "first") return Value::boolean(index_ == 0);
  if (name == "last") return Value::boolean(index_ + 1 == items_.count);
  if (name == "length") return number(items_.count);
  if (name == "revindex") return number(items_.count - index_);
  if (name == "revindex0") return number(items_.count - index_ - 1);
  if (name == "previtem") return index_ == 0 ? Value() : items_.at(index_ - 1, arena);
  if (name == "nextitem")
    return index_ + 1 >= items_.count ? Value() : items_.at(index_ + 1, arena);
  if (name == "depth") return number(1);
  if (name == "depth0") return number(0);
  if (name == "cycle") return Value::object(cycle_);
  if (name == "changed") return Value::object(changed_);
  return {};
}

std::vector<std::string_view> Loop::names() const {
  return {std::begin(loop_names), std::end(loop_names)};
}

Result<Value> Loop::Cycle::call(const Arguments& arguments, Arena&) const {
  if (arguments.positional.empty()) return bad_call("loop.cycle", "…", "0");
  return arguments.positional[loop_.index_ % arguments.positional.size()];
}

Result<Value> Loop::Changed::call(const Arguments& arguments, Arena&) const {
  const bool same = called_ && is_equal(Value::list(last_), Value::list(arguments.positional));
  called_ = true;
  last_.assign(arguments.positional.begin(), arguments.positional.end());
  return Value::boolean(!same);
}

Value Namespace::member(std::string_view name, Arena&) const {
  for (const Entry& entry : entries_) {
    if (entry.key == name) return entry.value;
  }
  return {};
}

std::vector<std::string_view> Namespace::names() const {
  std::vector<std::string_view> out;
  for (const Entry& entry : entries_) out.push_back(entry.key);
  return out;
}

void Namespace::set(std::string_view name, const Value& value) const {
  for (Entry& entry : entries_) {
    if (entry.key == name) {
      entry.value = value;
      return;
    }
  }
  entries_.push_back({name, value});
}

std::span<const std::pair<std::string_view, const Object*>> functions() {
  static const RangeFunction range;
  static const DictFunction dict;
  static const NamespaceFunction make_namespace;
  static const std::pair<std::string_view, const Object*> all[] = {
      {"range", &range}, {"dict", &dict}, {"namespace", &make_namespace}};
  return all;
}

}  // namespace minhbach::templates
