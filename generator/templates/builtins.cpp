// Finding filters and tests, and binding arguments to their parameters.
#include "templates/builtins.h"

#include <algorithm>

#include "templates/messages.h"

namespace minhbach::templates {
namespace {

std::array<std::span<const BuiltinFilter>, 4> filter_tables() {
  return {text_filters(), number_filters(), list_filters(), choosing_filters()};
}

struct Bound {
  std::array<Value, parameter_limit> values;
  std::size_t count = 0;
};

/// Binds values by the parameters of `called`; fails with the message for a wrong call.
template <typename Callee>
std::optional<Diagnostic> bind_values(const Callee& callee, const Arguments& arguments,
                                      Bound& out) {
  std::vector<std::string_view> named;
  for (const Entry& entry : arguments.named) named.push_back(entry.key);
  std::array<int, parameter_limit> slots{};
  if (!bind_arguments(callee.parameters, callee.required, arguments.positional.size(), named,
                      slots)) {
    return unplaced(messages::template_wrong_arguments,
                    {quote(callee.name), parameter_list(callee.parameters)});
  }
  out.count = parameter_count(callee.parameters);
  for (std::size_t i = 0; i < out.count; ++i) {
    if (slots[i] < 0) continue;
    const auto slot = static_cast<std::size_t>(slots[i]);
    out.values[i] = slot < arguments.positional.size()
                        ? arguments.positional[slot]
                        : arguments.named[slot - arguments.positional.size()].value;
  }
  return std::nullopt;
}

}  // namespace

FoundFilter Builtins::filter(std::string_view name) const {
  for (const HostFilter& filter : environment_.filters) {
    if (filter.name == name) return {nullptr, &filter};
  }
  for (const std::span<const BuiltinFilter> table : filter_tables()) {
    for (const BuiltinFilter& filter : table) {
      if (filter.name == name) return {&filter, nullptr};
    }
  }
  return {};
}

FoundTest Builtins::test(std::string_view name) const {
  for (const HostTest& test : environment_.tests) {
    if (test.name == name) return {nullptr, &test};
  }
  for (const BuiltinTest& test : builtin_tests()) {
    if (test.name == name) return {&test, nullptr};
  }
  return {};
}

std::vector<std::string_view> Builtins::filter_names() const {
  std::vector<std::string_view> out;
  for (const HostFilter& filter : environment_.filters) out.push_back(filter.name);
  for (const std::span<const BuiltinFilter> table : filter_tables()) {
    for (const BuiltinFilter& filter : table) out.push_back(filter.name);
  }
  return out;
}

std::vector<std::string_view> Builtins::test_names() const {
  std::vector<std::string_view> out;
  for (const HostTest& test : environment_.tests) out.push_back(test.name);
  for (const BuiltinTest& test : builtin_tests()) out.push_back(test.name);
  return out;
}

Result<Value> Builtins::apply(std::string_view name, const Value& input, const Arguments& arguments,
                              const Tools& tools) const {
  if (auto problem = count_turns(tools, 1)) return std::move(*problem);
  const FoundFilter found = filter(name);
  if (found.host) return found.host->apply(input, arguments, tools.arena);
  if (!found.builtin) {
    Diagnostic problem = unplaced(messages::template_unknown_filter, {quote(name)});
    problem.nearest = nearest_name(name, filter_names());
    return problem;
  }
  if (input.is_undefined() && !found.builtin->accepts_undefined) {
    return unplaced(messages::undefined_value);
  }
  if (found.builtin->takes_any) {
    Tools inner = tools;
    inner.named = arguments.named;
    return found.builtin->apply(input, arguments.positional, inner);
  }
  Bound bound;
  if (std::optional<Diagnostic> problem = bind_values(*found.builtin, arguments, bound)) {
    return std::move(*problem);
  }
  return found.builtin->apply(input, std::span(bound.values).first(bound.count), tools);
}

Result<bool> Builtins::holds(std::string_view name, const Value& input, const Arguments& arguments,
                             const Tools& tools) const {
  if (auto problem = count_turns(tools, 1)) return std::move(*problem);
  const FoundTest found = test(name);
  if (found.host) return found.host->holds(input, arguments, tools.arena);
  if (!found.builtin) {
    Diagnostic problem = unplaced(messages::template_unknown_test, {quote(name)});
    problem.nearest = nearest_name(name, test_names());
    return problem;
  }
  if (input.is_undefined() && !found.builtin->accepts_undefined) {
    return unplaced(messages::undefined_value);
  }
  Bound bound;
  if (std::optional<Diagnostic> problem = bind_values(*found.builtin, arguments, bound)) {
    return std::move(*problem);
  }
  return found.builtin->holds(input, std::span(bound.values).first(bound.count), tools);
}

bool bind_arguments(const Parameters& parameters, std::size_t required, std::size_t positional,
                    std::span<const std::string_view> named,
                    std::array<int, parameter_limit>& out) {
  const std::size_t count = parameter_count(parameters);
  out.fill(-1);
  if (positional > count) return false;
  for (std::size_t i = 0; i < positional; ++i) out[i] = static_cast<int>(i);
  for (std::size_t i = 0; i < named.size(); ++i) {
    const auto at = static_cast<std::size_t>(
        std::find(parameters.begin(), parameters.begin() + static_cast<std::ptrdiff_t>(count),
                  named[i]) -
        parameters.begin());
    if (at == count || out[at] >= 0) return false;
    out[at] = static_cast<int>(positional + i);
  }
  for (std::size_t i = 0; i < required; ++i) {
    if (out[i] < 0) return false;
  }
  return true;
}

std::size_t parameter_count(const Parameters& parameters) {
  std::size_t count = 0;
  while (count < parameters.size() && !parameters[count].empty()) ++count;
  return count;
}

std::string parameter_list(const Parameters& parameters) {
  std::string out;
  for (std::size_t i = 0; i < parameter_count(parameters); ++i) {
    if (i > 0) out += ", ";
    out += parameters[i];
  }
  return out;
}

Diagnostic bad_input(std::string_view filter, const Value& input) {
  return unplaced(messages::filter_input, {quote(filter), std::string(kind_name(input))});
}

Diagnostic bad_argument(std::string_view filter, std::string_view parameter) {
  return unplaced(messages::filter_argument, {quote(filter), quote(parameter)});
}

}  // namespace minhbach::templates
