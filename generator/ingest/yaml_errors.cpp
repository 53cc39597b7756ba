// One worded message for each way libyaml can fail.
#include "ingest/yaml_errors.h"

#include "ingest/messages.h"
#include "ingest/yaml_cursor.h"

namespace minhbach::ingest {
namespace {

bool contains(const char* text, std::string_view part) {
  return text && std::string_view(text).find(part) != std::string_view::npos;
}

bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
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

/// `could not find expected ':'`: a line without one, or with one glued to its value.
Diagnostic explain_no_colon(const Failure& failure) {
  const YamlCursor start = failure.context();
  std::vector<std::string> arguments;
  if (has_glued_colon(failure.source.line(start.line()), arguments)) {
    return failure.say(messages::yaml_no_space, start, std::move(arguments));
  }
  return failure.say(messages::yaml_no_colon, start);
}

/// A colon where none may stand: inside a value, or on a line indented below a value.
Diagnostic explain_colon(const Failure& failure) {
  const YamlCursor colon = failure.problem();
  const std::size_t line_start =
      failure.yaml.rfind('\n', colon.offset() == 0 ? 0 : colon.offset() - 1);
  const std::size_t from = line_start == std::string_view::npos ? 0 : line_start + 1;
  const std::string_view before = failure.yaml.substr(from, colon.offset() - from);
  const bool in_text = before.find(": ") != std::string_view::npos;
  return failure.say(in_text ? messages::yaml_colon_in_text : messages::yaml_indent, colon);
}

}  // namespace

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
    return failure.say(messages::yaml_open_bracket, parser.context ? failure.context() : at);
  }
  if (contains(problem, "did not find expected key") || contains(problem, "'-' indicator") ||
      contains(problem, "mapping keys are not allowed")) {
    return failure.say(messages::yaml_indent, at);
  }
  if (contains(problem, "<document start>")) return failure.say(messages::yaml_indent, at);
  return failure.say(messages::yaml_other, at, {problem ? problem : "?"});
}

}  // namespace minhbach::ingest
