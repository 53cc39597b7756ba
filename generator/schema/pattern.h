// Regular expressions of `pattern`: the part of ECMA 262 (with its "u" flag) that a schema may use.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace minhbach::schema {

/// A compiled pattern. Immutable: may be searched from several threads at once.
class Pattern {
 public:
  enum class Match : std::uint8_t {
    yes,
    no,
    gave_up,  ///< Too many steps: the pattern backtracks without end on this text.
  };

  /// The pattern, or null with `problem` saying why in a few words of both languages' technical
  /// vocabulary (a token or an offset). Refused besides what ECMA 262 refuses: back-references and
  /// lookbehind without a bound.
  static std::shared_ptr<const Pattern> compile(std::string_view expression, std::string& problem);

  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// Whether it is found anywhere in `text` (UTF-8). The same text gives the same answer on any
  /// machine: the limit counts steps, not time.
  Match search(std::string_view text) const;

 private:
  struct Compiled;
  explicit Pattern(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace minhbach::schema
