// The built-in filters and tests, found by name beside those of the host.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "templates/operations.h"
#include "templates/template_set.h"

namespace minhbach::templates {

/// Arguments come bound to the parameters, one value for each; undefined was not passed. A filter
/// that takes any arguments gets the positional ones as they are, and the named ones in the tools.
using FilterFunction = Result<Value> (*)(const Value& input, std::span<const Value> arguments,
                                         const Tools& tools);
using TestFunction = Result<bool> (*)(const Value& input, std::span<const Value> arguments,
                                      const Tools& tools);

inline constexpr std::size_t parameter_limit = 5;
using Parameters =
    std::array<std::string_view, parameter_limit>;  ///< Unused ones at the end are "".

struct BuiltinFilter {
  std::string_view name;
  FilterFunction apply;
  Parameters parameters{};
  std::size_t required = 0;
  bool takes_any = false;
  bool accepts_undefined = false;
};

struct BuiltinTest {
  std::string_view name;
  TestFunction holds;
  Parameters parameters{};
  std::size_t required = 0;
  bool takes_any = false;
  bool accepts_undefined = false;
};

std::span<const BuiltinFilter> text_filters();
std::span<const BuiltinFilter> number_filters();
std::span<const BuiltinFilter> list_filters();
std::span<const BuiltinFilter> choosing_filters();
std::span<const BuiltinTest> builtin_tests();

struct FoundFilter {
  const BuiltinFilter* builtin = nullptr;
  const HostFilter* host = nullptr;
  explicit operator bool() const { return builtin || host; }
};
struct FoundTest {
  const BuiltinTest* builtin = nullptr;
  const HostTest* host = nullptr;
  explicit operator bool() const { return builtin || host; }
};

/// Finds filters and tests; the host's hide built-in ones.
class Builtins {
 public:
  explicit Builtins(const Environment& environment) : environment_(environment) {}

  FoundFilter filter(std::string_view name) const;
  FoundTest test(std::string_view name) const;
  std::vector<std::string_view> filter_names() const;
  std::vector<std::string_view> test_names() const;

  /// By name and with loose arguments, as `map("name", …)` needs it.
  Result<Value> apply(std::string_view name, const Value& input, const Arguments& arguments,
                      const Tools& tools) const;
  Result<bool> holds(std::string_view name, const Value& input, const Arguments& arguments,
                     const Tools& tools) const;

 private:
  const Environment& environment_;
};

/// Which argument each parameter gets: positional ones first, then named ones by name. An entry
/// below zero was not passed. False when an argument fits no parameter or a required one is
/// missing.
bool bind_arguments(const Parameters& parameters, std::size_t required, std::size_t positional,
                    std::span<const std::string_view> named, std::array<int, parameter_limit>& out);

/// "length, end" for messages.
std::string parameter_list(const Parameters& parameters);
std::size_t parameter_count(const Parameters& parameters);

/// The failure of a filter that cannot use its input, or an argument.
Diagnostic bad_input(std::string_view filter, const Value& input);
Diagnostic bad_argument(std::string_view filter, std::string_view parameter);

}  // namespace minhbach::templates
