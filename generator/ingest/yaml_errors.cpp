// One worded message for each way libyaml can fail.
#include "ingest/yaml_errors.h"

#include <optional>

#include "ingest/messages.h"
#include "ingest/yaml_cursor.h"
#include "text/utf8.h"

namespace minhbach::ingest {
namespace {

bool contains(const char* text, std::string_view part) {
  return text && std::string_view(text).find(part) != std::string_view::npos;
}

bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool is_odd_space(char32_t c) {
  return (c >= 0x80 && text::is_space(c)) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
         c == 0xFEFF;
}

std::string_view trim_start(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(" \t-"), line.size()));
}

/// The failure, with the letters at both of its marks at hand.
struct Failure {
  const yaml_parser_t& parser;
  const SourceText& source;
  std::string_view yaml;
  int line;

  YamlCursor at(const yaml_mark_t& mark) const {
    YamlCursor cursor(yaml, line);
    cursor.move_to(mark.index);
    return cursor;
  }
  YamlCursor problem() const { return at(parser.problem_mark); }
  YamlCursor context() const { return at(parser.context_mark); }
  char letter(const YamlCursor& cursor) const {
    return cursor.offset() < yaml.size() ? yaml[cursor.offset()] : '\0';
  }
  Diagnostic say(const Message& message, const YamlCursor& cursor,
                 std::vector<std::string> arguments = {}) const {
    return source.diagnostic(message, cursor.line(), cursor.column(), std::move(arguments));
  }
};

Diagnostic explain_reader(const Failure& failure) {
  YamlCursor cursor(failure.yaml, failure.line);
  std::size_t index = 0;  // the reader counts bytes
  for (std::size_t i = 0; i < std::min(failure.parser.problem_offset, failure.yaml.size()); ++i) {
    if ((static_cast<unsigned char>(failure.yaml[i]) & 0xC0) != 0x80) ++index;
  }
  cursor.move_to(index);
  return failure.say(
      messages::yaml_control, cursor,
      {fmt::format("U+{:04X}", static_cast<unsigned>(failure.parser.problem_value))});
}

/// The line at `start` is no `field: value`.
Diagnostic explain_line(const Failure& failure, const YamlCursor& start) {
  const std::string_view line = failure.source.line(start.line());
  std::vector<std::string> arguments;
  if (has_glued_colon(line, arguments)) {
    const std::string code = odd_space_around(arguments[2]);
    if (!code.empty()) return failure.say(messages::yaml_odd_space, start, {code});
    return failure.say(messages::yaml_no_space, start, std::move(arguments));
  }
  if (const std::string code = odd_space_around(trim_start(line)); !code.empty()) {
    return failure.say(messages::yaml_odd_space, start, {code});
  }
  return failure.say(messages::yaml_no_colon, start);
}

/// `could not find expected ':'`: a line without one, or with one glued to its value.
Diagnostic explain_no_colon(const Failure& failure) {
  return explain_line(failure, failure.context());
}

/// A colon where none may stand: inside a value, or on a line indented below a value.
Diagnostic explain_colon(const Failure& failure) {
  const YamlCursor colon = failure.problem();
  const std::size_t line_start =
      failure.yaml.rfind('\n', colon.offset() == 0 ? 0 : colon.offset() - 1);
  const std::size_t from = line_start == std::string_view::npos ? 0 : line_start + 1;
  const std::string_view before = failure.yaml.substr(from, colon.offset() - from);
  if (before.find(": ") != std::string_view::npos) {
    return failure.say(messages::yaml_colon_in_text, colon);
  }
  // A line without a colon and the next one are one key to libyaml.
  const std::string_view above = failure.source.line(colon.line() - 1);
  const bool is_field = above.find(": ") != std::string_view::npos || above.ends_with(':');
  if (colon.line() > failure.line && !is_field && trim_start(above) == above && !above.empty()) {
    YamlCursor start(failure.yaml, failure.line);
    start.move_to_line(colon.line() - 1);
    return explain_line(failure, start);
  }
  return failure.say(messages::yaml_indent, colon);
}

/// Text behind a closing quote or bracket, or a line that is not indented as it should be.
Diagnostic explain_stray(const Failure& failure, const YamlCursor& at) {
  const std::size_t before = failure.yaml.substr(0, at.offset()).find_last_not_of(" \t");
  const bool is_closed =
      before != std::string_view::npos &&
      std::string_view("\"']}").find(failure.yaml[before]) != std::string_view::npos;
  return failure.say(is_closed ? messages::yaml_text_after : messages::yaml_indent, at);
}

/// What libyaml was in the middle of says more than what stopped it: something that fields may not
/// hold, or a bracket that is still open.
std::optional<Diagnostic> explain_context(const Failure& failure, const YamlCursor& at) {
  const char* problem = failure.parser.problem;
  const char* context = failure.parser.context;
  if (contains(context, "anchor") || contains(context, "alias") || contains(context, "tag") ||
      contains(context, "directive")) {
    const YamlCursor start = failure.context();
    return failure.say(messages::yaml_refused, start,
                       {quote(std::string(1, failure.letter(start)))});
  }
  if (contains(context, "block scalar")) {
    const YamlCursor start = failure.context();
    return failure.say(messages::yaml_bad_start, start,
                       {quote(std::string(1, failure.letter(start)))});
  }
  if (contains(context, "flow sequence") || contains(context, "flow mapping") ||
      contains(problem, "flow") || contains(problem, "found unexpected ':'")) {
    return failure.say(messages::yaml_open_bracket, context != nullptr ? failure.context() : at);
  }
  return std::nullopt;
}

}  // namespace

std::string odd_space_around(std::string_view text) {
  if (text.empty()) return {};
  std::size_t last = text.size() - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
  for (std::size_t at : {std::size_t{0}, last}) {
    const char32_t c = text::next_code_point(text, at);
    if (is_odd_space(c)) return fmt::format("U+{:04X}", static_cast<unsigned>(c));
  }
  return {};
}

bool has_glued_colon(std::string_view line, std::vector<std::string>& arguments) {
  std::size_t start = line.find_first_not_of(" -");
  if (start == std::string_view::npos) return false;
  std::size_t end = start;
  while (end < line.size() && is_word_letter(line[end])) ++end;
  if (end == start || end + 1 >= line.size() || line[end] != ':') return false;
  const std::string_view value = line.substr(end + 1);
  if (value[0] == ' ' || value[0] == '/' || value[0] == ':') return false;
  arguments = {quote(line.substr(start)), std::string(line.substr(start, end - start)),
               std::string(value)};
  return true;
}

Diagnostic explain_yaml_error(const yaml_parser_t& parser, const SourceText& source,
                              std::string_view yaml, int line) {
  const Failure failure{parser, source, yaml, line};
  if (parser.error == YAML_READER_ERROR) return explain_reader(failure);

  const char* problem = parser.problem;
  const char* context = parser.context;
  const YamlCursor at = failure.problem();
  if (contains(problem, "tab character") || failure.letter(at) == '\t') {
    return failure.say(messages::yaml_tab, at);
  }
  if (contains(context, "quoted scalar")) {
    if (contains(problem, "stream") || contains(problem, "document indicator")) {
      return failure.say(messages::yaml_open_quote, failure.context());
    }
    return failure.say(messages::yaml_escape, at);
  }
  if (contains(problem, "could not find expected ':'")) return explain_no_colon(failure);
  if (contains(problem, "mapping values are not allowed")) return explain_colon(failure);
  if (contains(problem, "block sequence entries are not allowed")) {
    return failure.say(messages::yaml_list_place, at);
  }
  if (contains(problem, "cannot start any token")) {
    return failure.say(messages::yaml_bad_start, at, {quote(std::string(1, failure.letter(at)))});
  }
  if (std::optional<Diagnostic> found = explain_context(failure, at)) return *found;
  if (contains(problem, "mapping keys are not allowed")) {
    return failure.say(messages::yaml_bad_start, at, {quote("?")});
  }
  if (contains(problem, "did not find expected key") || contains(problem, "'-' indicator") ||
      contains(problem, "<document start>")) {
    return explain_stray(failure, at);
  }
  return failure.say(messages::yaml_other, at, {problem ? problem : "?"});
}

}  // namespace minhbach::ingest
