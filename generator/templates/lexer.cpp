// The tokenizer: literal text between tags, and the tokens inside them.
#include "templates/lexer.h"

#include <charconv>
#include <optional>

#include "templates/messages.h"

namespace minhbach::templates {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_name_start(c) || is_digit(c); }

constexpr std::string_view two_letter_symbols[] = {"**", "//", "==", "!=", ">=", "<="};
constexpr std::string_view one_letter_symbols = "+-/*%~[](){}><=.:|,;";

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

class Lexer {
 public:
  Lexer(const SourceText& source, Arena& arena)
      : source_(source), text_(source.text()), arena_(arena) {}

  std::optional<Diagnostic> run();
  std::vector<Token> tokens;

 private:
  enum class Ending : std::uint8_t { output, block, comment };

  std::optional<Diagnostic> read_tag(char kind);
  std::optional<Diagnostic> read_inside(Ending ending);
  std::optional<Diagnostic> read_comment(std::size_t begin);
  std::optional<Diagnostic> read_raw(std::size_t begin);
  std::optional<Diagnostic> read_string();
  std::optional<Diagnostic> read_number();
  std::optional<Diagnostic> read_symbol();

  void add_data(std::size_t from, std::size_t to, char tag_sign, bool tag_is_output);
  void after_tag(char sign, bool trims_line_end);
  std::size_t skip_space(std::size_t at) const;
  bool raw_tag_at(std::size_t at, std::string_view word, std::size_t& end, char& sign) const;
  void add(Token::Kind kind, std::size_t from, std::size_t to) {
    tokens.push_back({kind, from, text_.substr(from, to - from), {}});
  }
  Diagnostic error(const Message& message, std::size_t offset, std::vector<std::string> arguments) {
    return source_.diagnostic_at(message, offset, std::move(arguments));
  }

  const SourceText& source_;
  std::string_view text_;
  Arena& arena_;
  std::size_t at_ = 0;
  bool at_line_start_ = true;  ///< Whether what was read last ended a line (or nothing was read).
  std::string open_;           ///< Brackets open inside the current tag.
};

std::size_t Lexer::skip_space(std::size_t at) const {
  while (at < text_.size() && is_space(text_[at])) ++at;
  return at;
}

/// Adds the text before a tag, cut as the tag's sign and `lstrip_blocks` ask.
void Lexer::add_data(std::size_t from, std::size_t to, char tag_sign, bool tag_is_output) {
  std::string_view data = text_.substr(from, to - from);
  if (tag_sign == '-') {
    while (!data.empty() && is_space(data.back())) data.remove_suffix(1);
  } else if (tag_sign != '+' && !tag_is_output) {
    std::size_t line = data.rfind('\n');
    line = line == std::string_view::npos ? 0 : line + 1;
    if (line > 0 || at_line_start_) {
      std::size_t end = line;
      while (end < data.size() && is_space(data[end])) ++end;
      if (end == data.size()) data = data.substr(0, line);
    }
  }
  if (data.empty()) return;
  if (data.find('\r') != std::string_view::npos) {
    std::string clean;
    for (std::size_t i = 0; i < data.size(); ++i) {
      if (data[i] == '\r') {
        clean += '\n';
        if (i + 1 < data.size() && data[i + 1] == '\n') ++i;
      } else {
        clean += data[i];
      }
    }
    data = arena_.copy(clean);
  }
  tokens.push_back({Token::Kind::data, from, data, {}});
}

/// Moves past what the end of a tag swallows: all white space, or one line end.
void Lexer::after_tag(char sign, bool trims_line_end) {
  const std::size_t before = at_;
  if (sign == '-') {
    at_ = skip_space(at_);
  } else if (sign != '+' && trims_line_end) {
    if (text_.substr(at_, 2) == "\r\n") {
      at_ += 2;
    } else if (at_ < text_.size() && text_[at_] == '\n') {
      ++at_;
    }
  }
  at_line_start_ = at_ > before && text_[at_ - 1] == '\n';
}

std::optional<Diagnostic> Lexer::run() {
  while (at_ < text_.size()) {
    std::size_t tag = at_;
    while (true) {
      tag = text_.find('{', tag);
      if (tag == std::string_view::npos || tag + 1 >= text_.size()) {
        tag = text_.size();
        break;
      }
      const char next = text_[tag + 1];
      if (next == '{' || next == '%' || next == '#') break;
      ++tag;
    }
    if (tag == text_.size()) {
      add_data(at_, tag, '+', false);
      break;
    }
    const char kind = text_[tag + 1];
    const char sign = tag + 2 < text_.size() ? text_[tag + 2] : ' ';
    add_data(at_, tag, sign == '-' || sign == '+' ? sign : ' ', kind == '{');
    at_ = tag;
    if (std::optional<Diagnostic> problem = read_tag(kind)) return problem;
  }
  add(Token::Kind::end, text_.size(), text_.size());
  return std::nullopt;
}

std::optional<Diagnostic> Lexer::read_tag(char kind) {
  const std::size_t begin = at_;
  at_ += 2;
  if (at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+')) ++at_;
  if (kind == '#') return read_comment(begin);
  if (kind == '%') {
    std::size_t end = 0;
    char sign = ' ';
    if (raw_tag_at(begin, "raw", end, sign)) {
      at_ = end;
      after_tag(sign, false);
      return read_raw(begin);
    }
  }
  add(kind == '{' ? Token::Kind::output_begin : Token::Kind::block_begin, begin, begin + 2);
  return read_inside(kind == '{' ? Ending::output : Ending::block);
}

std::optional<Diagnostic> Lexer::read_comment(std::size_t begin) {
  const std::size_t end = text_.find("#}", at_);
  if (end == std::string_view::npos) {
    return error(messages::template_unclosed_tag, begin, {"{#", "#}"});
  }
  const char sign = end > at_ ? text_[end - 1] : ' ';
  at_ = end + 2;
  after_tag(sign == '-' || sign == '+' ? sign : ' ', true);
  return std::nullopt;
}

/// Whether `{% word %}` stands at `at`; then `end` is behind it and `sign` the one before `%}`.
bool Lexer::raw_tag_at(std::size_t at, std::string_view word, std::size_t& end, char& sign) const {
  if (text_.substr(at, 2) != "{%") return false;
  at += 2;
  if (at < text_.size() && (text_[at] == '-' || text_[at] == '+')) ++at;
  at = skip_space(at);
  if (text_.substr(at, word.size()) != word) return false;
  at = skip_space(at + word.size());
  sign = ' ';
  if (at < text_.size() && (text_[at] == '-' || text_[at] == '+')) sign = text_[at++];
  if (text_.substr(at, 2) != "%}") return false;
  end = at + 2;
  return true;
}

std::optional<Diagnostic> Lexer::read_raw(std::size_t begin) {
  for (std::size_t tag = at_; (tag = text_.find("{%", tag)) != std::string_view::npos; ++tag) {
    std::size_t end = 0;
    char sign = ' ';
    if (!raw_tag_at(tag, "endraw", end, sign)) continue;
    const char before = text_[tag + 2];
    add_data(at_, tag, before == '-' || before == '+' ? before : ' ', false);
    at_ = end;
    after_tag(sign, true);
    return std::nullopt;
  }
  return error(messages::template_unclosed_statement, begin, {"\"raw\"", "{% endraw %}"});
}

std::optional<Diagnostic> Lexer::read_inside(Ending ending) {
  const std::size_t begin = tokens.back().offset;
  const std::string_view closing = ending == Ending::output ? "}}" : "%}";
  open_.clear();
  while (true) {
    at_ = skip_space(at_);
    if (at_ >= text_.size()) {
      return error(messages::template_unclosed_tag, begin,
                   {ending == Ending::output ? "{{" : "{%", std::string(closing)});
    }
    const char c = text_[at_];
    const bool signed_end =
        (c == '-' || (c == '+' && ending == Ending::block)) && text_.substr(at_ + 1, 2) == closing;
    if (open_.empty() && (signed_end || text_.substr(at_, 2) == closing)) {
      const std::size_t from = at_ + (signed_end ? 1 : 0);
      add(ending == Ending::output ? Token::Kind::output_end : Token::Kind::block_end, from,
          from + 2);
      at_ = from + 2;
      after_tag(signed_end ? c : ' ', ending == Ending::block);
      return std::nullopt;
    }
    std::optional<Diagnostic> problem;
    if (is_name_start(c)) {
      std::size_t end = at_ + 1;
      while (end < text_.size() && is_name(text_[end])) ++end;
      add(Token::Kind::name, at_, end);
      at_ = end;
    } else if (is_digit(c)) {
      problem = read_number();
    } else if (c == '"' || c == '\'') {
      problem = read_string();
    } else {
      problem = read_symbol();
    }
    if (problem) return problem;
  }
}

std::optional<Diagnostic> Lexer::read_symbol() {
  std::size_t length = 0;
  for (const std::string_view symbol : two_letter_symbols) {
    if (text_.substr(at_, 2) == symbol) length = 2;
  }
  const char c = text_[at_];
  if (length == 0 && one_letter_symbols.find(c) != std::string_view::npos) length = 1;
  if (length == 0) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return error(messages::template_bad_character, at_, {quote(text_.substr(at_, end - at_))});
  }
  if (c == '(' || c == '[' || c == '{') open_ += c;
  if (c == ')' || c == ']' || c == '}') {
    const char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (open_.empty() || open_.back() != opening) {
      return error(
          messages::template_unexpected, at_,
          {quote(std::string_view(&c, 1)), open_.empty() ? std::string("\"}}\", \"%}\"")
                                                         : quote(open_.back() == '('   ? ")"
                                                                 : open_.back() == '[' ? "]"
                                                                                       : "}")});
    }
    open_.pop_back();
  }
  add(Token::Kind::symbol, at_, at_ + length);
  at_ += length;
  return std::nullopt;
}

std::optional<Diagnostic> Lexer::read_number() {
  const std::size_t begin = at_;
  std::string digits;
  bool is_float = false;
  const auto read_digits = [&] {
    while (at_ < text_.size() &&
           (is_digit(text_[at_]) ||
            (text_[at_] == '_' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])))) {
      if (text_[at_] != '_') digits += text_[at_];
      ++at_;
    }
  };
  read_digits();
  // `1.` is an attribute access in the making, `x.0.5` never a float.
  const bool after_dot = begin > 0 && text_[begin - 1] == '.';
  if (!after_dot && at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
    is_float = true;
    digits += text_[at_++];
    read_digits();
  }
  if (!after_dot && at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    const std::size_t sign =
        at_ + 1 < text_.size() && (text_[at_ + 1] == '+' || text_[at_ + 1] == '-');
    if (at_ + 1 + sign < text_.size() && is_digit(text_[at_ + 1 + sign])) {
      is_float = true;
      digits += 'e';
      if (sign != 0) digits += text_[at_ + 1];
      at_ += 1 + sign;
      read_digits();
    }
  }
  Value value;
  bool good = at_ >= text_.size() || !is_name(text_[at_]);
  if (is_float) {
    double number = 0;
    good = good &&
           std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
    value = Value::number(number);
  } else {
    std::int64_t number = 0;
    good = good &&
           std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
    good = good && (digits.size() == 1 || digits[0] != '0' || number == 0);
    value = Value::integer(number);
  }
  if (!good) {
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return error(messages::template_bad_number, begin, {quote(text_.substr(begin, at_ - begin))});
  }
  add(Token::Kind::literal, begin, at_);
  tokens.back().value = value;
  return std::nullopt;
}

std::optional<Diagnostic> Lexer::read_string() {
  const std::size_t begin = at_;
  const char mark = text_[at_++];
  std::string out;
  while (at_ < text_.size() && text_[at_] != mark) {
    if (text_[at_] != '\\' || at_ + 1 >= text_.size()) {
      out += text_[at_++];
      continue;
    }
    const char c = text_[at_ + 1];
    at_ += 2;
    switch (c) {
      case 'n': out += '\n'; break;
      case 't': out += '\t'; break;
      case 'r': out += '\r'; break;
      case '\n': break;
      case '\\':
      case '\'':
      case '"': out += c; break;
      case 'x':
      case 'u':
      case 'U': {
        const std::size_t width = c == 'x' ? 2 : c == 'u' ? 4 : 8;
        std::uint32_t code = 0;
        const std::string_view hex = text_.substr(at_, width);
        const auto [end, ec] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
        if (ec != std::errc() || end != hex.data() + width || code > 0x10FFFF ||
            (code >= 0xD800 && code < 0xE000)) {
          return error(messages::template_bad_character, at_ - 2,
                       {quote(text_.substr(at_ - 2, width + 2))});
        }
        append_utf8(out, code);
        at_ += width;
        break;
      }
      default:
        out += '\\';
        out += c;
        break;
    }
  }
  if (at_ >= text_.size()) {
    return error(messages::template_unclosed_string, begin, {std::string(1, mark)});
  }
  ++at_;
  add(Token::Kind::literal, begin, at_);
  tokens.back().value = Value::text(arena_.copy(out));
  return std::nullopt;
}

}  // namespace

Result<std::vector<Token>> read_tokens(const SourceText& source, Arena& arena) {
  Lexer lexer(source, arena);
  if (std::optional<Diagnostic> problem = lexer.run()) return std::move(*problem);
  return std::move(lexer.tokens);
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case Token::Kind::data: return quote(token.text);
    case Token::Kind::end: return "EOF";
    default: return quote(token.text);
  }
}

}  // namespace minhbach::templates
