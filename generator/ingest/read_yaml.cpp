// A document built from libyaml's events.
#include "ingest/read_yaml.h"

#include <memory>

#include <yaml.h>

#include "ingest/messages.h"
#include "ingest/yaml_cursor.h"
#include "ingest/yaml_errors.h"
#include "text/utf8.h"

namespace minhbach::ingest {
namespace {

struct ParserEnd {
  void operator()(yaml_parser_t* parser) const {
    yaml_parser_delete(parser);
    delete parser;
  }
};
using Parser = std::unique_ptr<yaml_parser_t, ParserEnd>;

/// An event of libyaml's, given back at the end of its scope.
struct Event {
  yaml_event_t raw{};
  Event() = default;
  ~Event() { yaml_event_delete(&raw); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
};

/// Builds nodes; the first thing wrong ends it. Recursion is bounded by the nesting limit.
class YamlBuilder {
 public:
  YamlBuilder(const SourceText& source, std::string_view yaml, int line)
      : source_(source), yaml_(yaml), line_(line), cursor_(yaml, line), parser_(new yaml_parser_t) {
    yaml_parser_initialize(parser_.get());
    yaml_parser_set_encoding(parser_.get(), YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser_.get(), reinterpret_cast<const unsigned char*>(yaml.data()),
                                 yaml.size());
  }

  Result<Node> build() {
    Node root;
    root.kind = Node::Kind::mapping;
    root.line = line_;
    root.column = 1;
    if (!read_stream(root)) return std::move(*problem_);
    return root;
  }

 private:
  bool fail(const Message& message, const yaml_mark_t& mark,
            std::vector<std::string> arguments = {}) {
    cursor_.move_to(mark.index);
    problem_ = source_.diagnostic(message, cursor_.line(), cursor_.column(), std::move(arguments));
    return false;
  }

  bool next(Event& event) {
    if (yaml_parser_parse(parser_.get(), &event.raw)) return true;
    problem_ = explain_yaml_error(*parser_, source_, yaml_, line_);
    return false;
  }

  bool read_stream(Node& root) {
    Event start;
    if (!next(start)) return false;
    Event document;
    if (!next(document)) return false;
    if (document.raw.type == YAML_STREAM_END_EVENT) return true;  // nothing but comments
    const auto& directives = document.raw.data.document_start;
    if (directives.version_directive ||
        directives.tag_directives.start != directives.tag_directives.end) {
      return fail(messages::yaml_refused, document.raw.start_mark, {quote("%")});
    }
    Event first;
    if (!next(first) || !read_node(first, 1, root)) return false;
    if (root.kind == Node::Kind::plain) {
      std::vector<std::string> arguments;
      if (has_glued_colon(source_.line(root.line), arguments)) {
        const std::string code = odd_space_around(arguments[2]);
        if (!code.empty()) return fail(messages::yaml_odd_space, first.raw.start_mark, {code});
        return fail(messages::yaml_no_space, first.raw.start_mark, std::move(arguments));
      }
    }
    Event end, after;
    if (!next(end) || !next(after)) return false;
    if (after.raw.type == YAML_STREAM_END_EVENT) return true;
    return fail(messages::yaml_two_documents, after.raw.start_mark);
  }

  bool read_node(const Event& event, int depth, Node& out) {
    const yaml_event_t& raw = event.raw;
    cursor_.move_to(raw.start_mark.index);
    out.line = cursor_.line();
    out.column = cursor_.column();
    if (depth > yaml_nesting_limit) {
      return fail(messages::yaml_too_deep, raw.start_mark, {std::to_string(yaml_nesting_limit)});
    }
    switch (raw.type) {
      case YAML_SCALAR_EVENT: {
        const auto& scalar = raw.data.scalar;
        if (scalar.anchor || scalar.tag) return refuse(raw, scalar.anchor ? "&" : "!");
        out.kind = scalar.style == YAML_PLAIN_SCALAR_STYLE ? Node::Kind::plain : Node::Kind::text;
        out.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        if (out.kind == Node::Kind::plain) return finish_plain(raw, out);
        // The last line end of a block is where it stops, not something its author wrote.
        const bool is_block =
            scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE;
        if (is_block && out.text.ends_with('\n')) out.text.pop_back();
        return true;
      }
      case YAML_SEQUENCE_START_EVENT: {
        const auto& sequence = raw.data.sequence_start;
        if (sequence.anchor || sequence.tag) return refuse(raw, sequence.anchor ? "&" : "!");
        out.kind = Node::Kind::sequence;
        return read_items(depth, out);
      }
      case YAML_MAPPING_START_EVENT: {
        const auto& mapping = raw.data.mapping_start;
        if (mapping.anchor || mapping.tag) return refuse(raw, mapping.anchor ? "&" : "!");
        out.kind = Node::Kind::mapping;
        return read_members(depth, out);
      }
      default: return refuse(raw, "*");
    }
  }

  bool finish_plain(const yaml_event_t& raw, Node& out) {
    // No-break spaces at the ends, which nobody sees or means.
    if (const std::string_view bare = text::trim(out.text); bare.size() < out.text.size()) {
      out.text = std::string(bare);
    }
    return check_rest_of_line(raw.end_mark);
  }

  /// False when a `#12` behind a value would be taken for a comment.
  bool check_rest_of_line(const yaml_mark_t& end) {
    cursor_.move_to(end.index);
    std::string_view rest = yaml_.substr(cursor_.offset());
    if (rest.starts_with(':')) rest.remove_prefix(1);
    const std::size_t hash = rest.find_first_not_of(" \t");
    if (hash == 0 || hash == std::string_view::npos || rest[hash] != '#') return true;
    std::string_view comment = rest.substr(hash);
    if (comment.size() == 1 ||
        std::string_view(" \t#\r\n").find(comment[1]) != std::string_view::npos) {
      return true;
    }
    comment = comment.substr(0, comment.find_first_of("\r\n"));
    const std::size_t at = static_cast<std::size_t>(comment.data() - source_.text().data());
    problem_ = source_.diagnostic_at(messages::yaml_hash, at, {quote(comment)});
    return false;
  }

  bool refuse(const yaml_event_t& raw, const char* sign) {
    return fail(messages::yaml_refused, raw.start_mark, {quote(sign)});
  }

  bool read_items(int depth, Node& out) {
    while (true) {
      Event event;
      if (!next(event)) return false;
      if (event.raw.type == YAML_SEQUENCE_END_EVENT) return true;
      out.items.emplace_back();
      if (!read_node(event, depth + 1, out.items.back())) return false;
    }
  }

  bool read_members(int depth, Node& out) {
    while (true) {
      Event key;
      if (!next(key)) return false;
      if (key.raw.type == YAML_MAPPING_END_EVENT) return check_keys(out);
      if (key.raw.type != YAML_SCALAR_EVENT && key.raw.type != YAML_ALIAS_EVENT) {
        return fail(messages::yaml_key_form, key.raw.start_mark);
      }
      Node name;
      if (!read_node(key, depth, name)) return false;
      const auto& written = key.raw.data.scalar;
      const std::string code =
          odd_space_around({reinterpret_cast<const char*>(written.value), written.length});
      if (!code.empty()) return fail(messages::yaml_odd_space, key.raw.start_mark, {code});
      Member& member = out.members.emplace_back();
      member.key = std::move(name.text);
      member.line = name.line;
      member.column = name.column;
      Event value;
      if (!next(value) || !read_node(value, depth + 1, member.value)) return false;
      if (member.value.kind == Node::Kind::plain && member.value.text.empty()) {
        // libyaml places nothing at the next token, perhaps lines below.
        member.value.line = member.line;
        member.value.column = member.column;
      }
    }
  }

  /// The first key in the file that stands a second time. Sorted, so that a table written as one
  /// mapping with a hundred thousand keys does not take a hundred thousand squared.
  bool check_keys(const Node& mapping) {
    std::vector<const Member*> members;
    for (const Member& member : mapping.members) members.push_back(&member);
    std::stable_sort(members.begin(), members.end(),
                     [](const Member* a, const Member* b) { return a->key < b->key; });
    const Member* twice = nullptr;
    int first_line = 0;
    for (std::size_t i = 1; i < members.size(); ++i) {
      if (members[i]->key != members[i - 1]->key || (twice && twice < members[i])) continue;
      twice = members[i];
      first_line = members[i - 1]->line;
    }
    if (!twice) return true;
    problem_ = source_.diagnostic(messages::yaml_key_twice, twice->line, twice->column,
                                  {quote(twice->key), std::to_string(first_line)});
    return false;
  }

  const SourceText& source_;
  std::string_view yaml_;
  int line_;
  YamlCursor cursor_;
  Parser parser_;
  std::optional<Diagnostic> problem_;
};

}  // namespace

Result<Node> read_yaml(const SourceText& source, std::size_t from, std::size_t to) {
  const std::string_view yaml = source.text().substr(from, to - from);
  return YamlBuilder(source, yaml, source.place(from).line).build();
}

Result<Node> read_yaml(const SourceText& source) {
  return read_yaml(source, 0, source.text().size());
}

}  // namespace minhbach::ingest
