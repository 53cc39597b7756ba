// Reads JSON with nlohmann's event parser, and finds where each token stands.
#include "value/from_json.h"

#include <array>
#include <optional>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "value/messages.h"

namespace minhbach {
namespace {

constexpr std::size_t depth_limit = 200;

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The grammar of RFC 8259, section 6.
bool is_json_number(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > from;
  };
  const auto skip = [&](std::string_view any) {
    const bool found = i < text.size() && any.find(text[i]) != std::string_view::npos;
    i += found;
    return found;
  };
  skip("-");
  if (!skip("0") && !digits()) return false;
  if (skip(".") && !digits()) return false;
  if (skip("eE")) {
    skip("+-");
    if (!digits()) return false;
  }
  return i == text.size();
}

/// Walks the text in step with the parser's events. The parser does not say where a token stands,
/// but between two tokens there can only be white space, commas and colons.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t offset) : text_(text), offset_(offset) {}

  struct Token {
    int line = 0;
    int column = 0;
    std::size_t start = 0;
    std::size_t end = 0;
  };

  Token next() {
    while (at_end_of_token() && offset_ < text_.size()) step();
    Token token{line_, column_, offset_, end_of_token(offset_)};
    while (offset_ < token.end) step();
    return token;
  }

  /// The token that the parser refused after reading `consumed` bytes. It may be a comma or a
  /// colon.
  Token next_refused(std::size_t consumed) {
    while (at_end_of_token() && offset_ < text_.size() &&
           (is_json_space(text_[offset_]) || offset_ + 1 < consumed)) {
      step();
    }
    return {line_, column_, offset_, end_of_token(offset_)};
  }

 private:
  bool at_end_of_token() const {
    const char c = offset_ < text_.size() ? text_[offset_] : ' ';
    return is_json_space(c) || c == ',' || c == ':';
  }

  void step() {
    const unsigned char byte = static_cast<unsigned char>(text_[offset_++]);
    if (byte == '\n') {
      ++line_;
      column_ = 1;
    } else if (offset_ >= text_.size() ||
               (static_cast<unsigned char>(text_[offset_]) & 0xC0) != 0x80) {
      ++column_;
    }
  }

  std::size_t end_of_token(std::size_t start) const {
    if (start >= text_.size()) return text_.size();
    if (text_[start] == '"') {
      for (std::size_t i = start + 1; i < text_.size(); ++i) {
        if (text_[i] == '\\') {
          ++i;
        } else if (text_[i] == '"') {
          return i + 1;
        }
      }
      return text_.size();
    }
    std::size_t end = start;
    while (end < text_.size() && !is_json_space(text_[end]) &&
           std::string_view(",:[]{}\"").find(text_[end]) == std::string_view::npos) {
      ++end;
    }
    return end == start ? start + 1 : end;  // A bracket stands alone.
  }

  std::string_view text_;
  std::size_t offset_;
  int line_ = 1;
  int column_ = 1;
};

/// Takes the parser's events and builds the document.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(const SourceText& source, std::size_t start)
      : source_(source), cursor_(source.text(), start) {}

  bool null() override { return scalar(Node::Kind::null, {}); }
  bool boolean(bool value) override {
    return scalar(Node::Kind::boolean, value ? "true" : "false");
  }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& text) override { return scalar(Node::Kind::text, std::move(text)); }
  bool binary(binary_t&) override { return false; }  // Never sent for JSON text.

  bool start_object(std::size_t) override { return open(Node::Kind::mapping); }
  bool start_array(std::size_t) override { return open(Node::Kind::sequence); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const Cursor::Token token = cursor_.next();
    Frame& frame = frames_.back();
    if (has_key(frame, name)) {
      problem_ =
          source_.diagnostic(messages::duplicate_json_key, token.line, token.column, {quote(name)});
      return false;
    }
    Member member;
    member.key = std::move(name);
    member.line = token.line;
    member.column = token.column;
    frame.node.members.push_back(std::move(member));
    return true;
  }

  bool parse_error(std::size_t consumed, const std::string&,
                   const nlohmann::detail::exception&) override {
    problem_ = explain(consumed);
    return false;
  }

  std::optional<Diagnostic> take_problem() { return std::move(problem_); }
  Node take_root() { return std::move(root_); }
  bool is_complete() const { return complete_; }

 private:
  struct Frame {
    Node node;
    std::unordered_set<std::string> names;  ///< Of a large object only.
  };

  /// Few objects have many members: those look their names up in a set, the others along the row.
  static bool has_key(Frame& frame, const std::string& name) {
    constexpr std::size_t many = 16;
    std::vector<Member>& members = frame.node.members;
    if (members.size() < many) return frame.node.find(name) != nullptr;
    if (frame.names.empty()) {
      for (const Member& member : members) frame.names.insert(member.key);
    }
    return !frame.names.insert(name).second;
  }

  bool scalar(Node::Kind kind, std::string text) {
    const Cursor::Token token = cursor_.next();
    add(make(kind, token, std::move(text)));
    return true;
  }

  bool number() {
    const Cursor::Token token = cursor_.next();
    const std::string_view written = source_.text().substr(token.start, token.end - token.start);
    if (!is_json_number(written)) {  // The parser took the 0 of 01, the 1 of 1a.
      problem_ = source_.diagnostic(messages::bad_json, token.line, token.column, {quote(written)});
      return false;
    }
    add(make(Node::Kind::number, token, std::string(written)));
    return true;
  }

  bool open(Node::Kind kind) {
    const Cursor::Token token = cursor_.next();
    if (frames_.size() == depth_limit) {
      problem_ = source_.diagnostic(messages::json_too_deep, token.line, token.column,
                                    {fmt::format("{}", depth_limit)});
      return false;
    }
    frames_.push_back({make(kind, token, {}), {}});
    return true;
  }

  bool close() {
    cursor_.next();
    Node node = std::move(frames_.back().node);
    frames_.pop_back();
    add(std::move(node));
    return true;
  }

  static Node make(Node::Kind kind, const Cursor::Token& token, std::string text) {
    Node node;
    node.kind = kind;
    node.line = token.line;
    node.column = token.column;
    node.text = std::move(text);
    return node;
  }

  void add(Node node) {
    if (frames_.empty()) {
      root_ = std::move(node);
      complete_ = true;
      return;
    }
    Node& parent = frames_.back().node;
    if (parent.kind == Node::Kind::sequence) {
      parent.items.push_back(std::move(node));
    } else {
      parent.members.back().value = std::move(node);
    }
  }

  Diagnostic explain(std::size_t consumed) {
    const std::string_view text = source_.text();
    const Cursor::Token token = cursor_.next_refused(consumed);
    const auto at = [&](const Message& message, std::vector<std::string> arguments) {
      return source_.diagnostic(message, token.line, token.column, std::move(arguments));
    };
    if (token.start >= text.size()) return at(messages::json_ends_early, {});
    const std::string_view found = text.substr(token.start, token.end - token.start);
    if (complete_) return at(messages::json_goes_on, {quote(found)});
    if (found.front() == '"') {
      const bool is_closed = found.size() > 1 && found.back() == '"';
      // The parser stopped inside: what it read last is what the string may not hold.
      if (consumed < token.end || (is_closed && !nlohmann::json::accept(found))) {
        return explain_string(token, consumed);
      }
      if (!is_closed) return at(messages::json_ends_early, {});
    }
    if (is_json_number(found) && !nlohmann::json::accept(found)) {
      return at(messages::json_number_too_large, {quote(found)});
    }
    const bool has_quotes = found.size() > 1 && found.front() == '"' && found.back() == '"';
    return at(messages::bad_json, {quote(has_quotes ? found.substr(1, found.size() - 2) : found)});
  }

  Diagnostic explain_string(const Cursor::Token& token, std::size_t consumed) {
    const std::string_view text = source_.text();
    // The closing quote is no fault: then it is the escape before it that wanted more.
    const std::size_t last = consumed >= token.end ? token.end - 2 : consumed - 1;
    // From the backslash when it is an escape; a bad escape is at most two of \uXXXX long.
    const std::size_t nearby = last > token.start + 12 ? last - 12 : token.start;
    std::size_t from = last;
    const std::size_t backslash = text.substr(0, last + 1).rfind('\\');
    const unsigned char byte = static_cast<unsigned char>(text[last]);
    if (byte >= 0x20 && byte < 0x80 && backslash != std::string_view::npos && backslash > nearby) {
      from = backslash;
    }
    const std::string shown = byte < 0x20 || byte >= 0x80
                                  ? fmt::format("0x{:02X}", byte)
                                  : quote(text.substr(from, last + 1 - from));
    Diagnostic out = source_.diagnostic_at(messages::bad_json_string, from, {shown});
    if (byte >= 0x80) out.source_line.clear();  // Not UTF-8: it would print as rubbish.
    return out;
  }

  const SourceText& source_;
  Cursor cursor_;
  std::vector<Frame> frames_;
  Node root_;
  bool complete_ = false;
  std::optional<Diagnostic> problem_;
};

/// Bytes that stand for themselves in a string, whatever follows them. 0xE2 begins the two line
/// ends that scripts know besides.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> out{};
  for (std::size_t byte = 0x20; byte < out.size(); ++byte) out[byte] = byte != 0x7F && byte != 0xE2;
  for (const char c : {'"', '\\', '<', '>', '&'}) out[static_cast<unsigned char>(c)] = false;
  return out;
}();

}  // namespace

Result<Node> read_json(const SourceText& source) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const std::string_view text = source.text();
  const std::size_t start = text.starts_with(mark) ? mark.size() : 0;
  if (text.find_first_not_of(" \t\r\n", start) == std::string_view::npos)
    return source.diagnostic_at(messages::json_empty, start);
  Builder builder(source, start);
  try {
    // The parser gets the mark too, which it passes over, so that its offsets are ours.
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder) && builder.is_complete()) {
      return builder.take_root();
    }
  } catch (const nlohmann::json::exception& error) {
    // Our handler takes errors without throwing; this is for what a later version may throw.
    return source.diagnostic(messages::bad_json, 0, 0, {quote(error.what())});
  }
  if (std::optional<Diagnostic> problem = builder.take_problem()) return *problem;
  return source.diagnostic_at(messages::json_ends_early, text.size());
}

void append_json_string(std::string& out, std::string_view text) {
  const auto is_plain = [](char c) { return plain_bytes[static_cast<unsigned char>(c)]; };
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t from = i;
    while (i < text.size() && is_plain(text[i])) ++i;
    out += text.substr(from, i - from);
    if (i == text.size()) break;
    const unsigned char byte = static_cast<unsigned char>(text[i]);
    switch (byte) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 0x20 || byte == '<' || byte == '>' || byte == '&' || byte == 0x7F) {
          out += fmt::format("\\u{:04x}", byte);
        } else if (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029") {
          out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
          i += 2;
        } else {
          out += static_cast<char>(byte);
        }
    }
  }
  out += '"';
}

std::string json_string(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_json_string(out, text);
  return out;
}

}  // namespace minhbach
