// What an author can mend, and where: messages, diagnostics, and the report that collects them.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach {

enum class Severity : std::uint8_t { note, warning, error };

/// The language of messages. Content itself is never translated.
enum class Language : std::uint8_t { vi, en };

/// One kind of thing that can be said, in both languages. Each folder keeps its own in
/// `<folder>/messages.h`, as `inline constexpr Message`; every code has a heading in
/// docs/diagnostics/ (a test checks). Texts use {0}, {1} … for the arguments of a diagnostic.
struct Message {
  std::string_view code;  ///< Stable, e.g. "MB0312". Never used again once retired.
  Severity severity = Severity::error;
  std::string_view what_vi;  ///< One sentence, lower case, no full stop.
  std::string_view what_en;
  std::string_view hint_vi;  ///< What to try next; may be empty.
  std::string_view hint_en;
};

/// A place in a source file.
struct Place {
  std::string file;  ///< Relative to the site root, always with '/'; empty when there is none.
  int line = 0;      ///< 1-based; 0 when the whole file is meant.
  int column = 0;    ///< 1-based, in code points; 0 when unknown.

  friend bool operator==(const Place&, const Place&) = default;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// One thing the author of the site can mend, and where to mend it.
struct Diagnostic {
  const Message* message = nullptr;  ///< Never null; points at a constant.
  Place place;
  std::vector<std::string> arguments;  ///< Fill {0}, {1} … of the message's texts.
  std::string nearest;                 ///< The nearest right name for a misspelt one; may be empty.
  std::string source_line;             ///< The line at `place`, without its end; may be empty.
  std::vector<Place> trail;            ///< Where it was included or called from, innermost first.

  std::string what(Language language) const;
  /// The hint, or "did you mean …" when `nearest` is known. May be empty.
  std::string hint(Language language) const;
};

/// The source line, and below it a caret under the column when that is known; "" without a source
/// line. Cut to a window of 100 columns around the caret, so that a Markdown paragraph on one line,
/// or a minified file, does not flood the terminal.
std::string source_excerpt(const Diagnostic& diagnostic);

/// The whole text for a terminal, several lines, without a final line end:
/// `file:line:col: lỗi[MB0312]: what`, the source line with a caret, the trail, the hint.
std::string to_text(const Diagnostic& diagnostic, Language language);

/// `"quoted text"` as messages quote an author: shortened past 60 code points, line ends shown as
/// ␤.
std::string quote(std::string_view text);

/// The name in `candidates` nearest to `name` by edit distance, or "" when none is near enough to
/// be worth offering (more than a third of the letters wrong).
std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates);

/// Collects everything that was found in a run. Thread-safe.
class Report {
 public:
  void add(Diagnostic diagnostic);
  void add(std::vector<Diagnostic> diagnostics);

  /// All that `other` collected, which is empty afterwards.
  void take(Report& other);

  bool empty() const;
  bool has_errors() const;
  std::size_t count(Severity severity) const;

  /// All of them by file, line, column, code; exact doubles once.
  std::vector<Diagnostic> sorted() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t counts_[3] = {};
};

}  // namespace minhbach
