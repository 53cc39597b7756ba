// The Jinja engine as its hosts see it: a set of templates, loaded once and rendered many times.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source_text.h"
#include "value/value.h"

namespace minhbach::templates {

/// One template as the host found it. What its output is, and so how values are escaped, is read
/// from the name's ending: .html, .xml (also .atom, .rss, .svg), .json; anything else is plain
/// text.
struct TemplateSource {
  std::string name;   ///< What `extends`, `include` and `import` call it, e.g. "goc.html".
  SourceText source;  ///< Its path is what messages show.
};

/// A filter of the host: `{{ input|name(arguments) }}`. Called from several threads. What it makes
/// goes into the arena. A failure's diagnostic needs no place: the engine puts in the filter's.
struct HostFilter {
  std::string name;
  std::function<Result<Value>(const Value& input, const Arguments& arguments, Arena& arena)> apply;
};

/// A test of the host: `{% if input is name(arguments) %}`. Same rules as for a filter.
struct HostTest {
  std::string name;
  std::function<Result<bool>(const Value& input, const Arguments& arguments, Arena& arena)> holds;
};

/// What the host adds to the language. A name of the host hides a built-in one.
struct Environment {
  std::vector<HostFilter> filters;
  std::vector<HostTest> tests;
  /// Every name that `render` will be given. When not empty, a template that reads a name which
  /// neither the host nor any template sets is refused at load; when empty, at its first use.
  std::vector<std::string> globals;
};

/// Guards against a template that would never end.
struct Limits {
  std::size_t output_bytes = 64u << 20;  ///< Of one render.
  int depth = 100;                       ///< Of macros, includes and blocks in each other.
  /// Turns of all loops of one render together; items that a filter goes through, and calls of
  /// macros, includes and blocks count as turns.
  std::int64_t loop_steps = 20'000'000;
  std::size_t list_items = 1'000'000;     ///< Of one list made by a filter or an operator.
  std::size_t memory_bytes = 512u << 20;  ///< Of the values that one render makes.
};

/// Immutable once loaded; `render` may be called from many threads at once.
class TemplateSet {
 public:
  /// Parses and links all templates. Everything that is wrong with any of them is added to
  /// `problems`, and templates that are wrong are left out (`has` says no), as are those that need
  /// them; the others can be rendered.
  static TemplateSet load(std::vector<TemplateSource> sources, Environment environment,
                          std::vector<Diagnostic>& problems);

  TemplateSet(TemplateSet&&) noexcept;
  TemplateSet& operator=(TemplateSet&&) noexcept;
  ~TemplateSet();

  bool has(std::string_view name) const;

  /// All names of sound templates, sorted.
  std::vector<std::string_view> names() const;

  /// The templates that rendering `name` may read, itself first, then sorted: parents, includes and
  /// imports, also by way of others. Empty when there is no such template.
  std::vector<std::string_view> needs(std::string_view name) const;

  /// Appends the output of template `name` to `out`. `globals` are the variables it sees; they and
  /// what they point at must outlive `arena`, which holds what the render makes. Returns the first
  /// mistake met, if any; `out` then holds half a page and must not be used.
  std::optional<Diagnostic> render(std::string_view name, std::span<const Entry> globals,
                                   Arena& arena, std::string& out, const Limits& limits = {}) const;

 private:
  struct Loaded;
  explicit TemplateSet(std::unique_ptr<Loaded> loaded);
  std::unique_ptr<Loaded> loaded_;
};

/// The names of everything built in, for the manual's test.
struct BuiltinNames {
  std::vector<std::string_view> filters, tests, statements, functions, methods;
};
BuiltinNames builtin_names();

}  // namespace minhbach::templates
