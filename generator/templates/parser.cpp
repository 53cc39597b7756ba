// The statement grammar: `{% … %}` and what stands between.
#include "templates/parser.h"

#include <array>

namespace minhbach::templates {
namespace {

struct Opening {
  std::string_view word;
  std::size_t offset;
};

class Parser : public ExpressionParser {
 public:
  using ExpressionParser::ExpressionParser;

  Result<Parsed> run();

 private:
  using Statements =
      std::array<std::pair<std::string_view, void (Parser::*)(Body&, std::size_t)>, 12>;
  friend std::vector<std::string_view> minhbach::templates::statement_names();
  static const Statements statements;

  void parse_body(Body& out, std::initializer_list<std::string_view> ends, const Opening* opening);
  void parse_statement(Body& out, const Opening* opening);
  Body parse_block_body(const Opening& opening, std::initializer_list<std::string_view> ends);
  void finish_end_tag(std::string_view word);

  void parse_if(Body& out, std::size_t offset);
  void parse_for(Body& out, std::size_t offset);
  void parse_set(Body& out, std::size_t offset);
  void parse_with(Body& out, std::size_t offset);
  void parse_filter_block(Body& out, std::size_t offset);
  void parse_block(Body& out, std::size_t offset);
  void parse_extends(Body& out, std::size_t offset);
  void parse_include(Body& out, std::size_t offset);
  void parse_import(Body& out, std::size_t offset);
  void parse_from(Body& out, std::size_t offset);
  void parse_macro(Body& out, std::size_t offset);
  void parse_call(Body& out, std::size_t offset);

  void expect_block_end();
  Target parse_target();
  std::string_view parse_template_name(std::size_t& offset);
  std::optional<bool> parse_context();
  std::vector<Parameter> parse_parameters();

  Parsed parsed_;
  std::optional<std::size_t> extends_at_;
  int statement_depth_ = 0;
};

const Parser::Statements Parser::statements = {{
    {"if", &Parser::parse_if},
    {"for", &Parser::parse_for},
    {"set", &Parser::parse_set},
    {"with", &Parser::parse_with},
    {"filter", &Parser::parse_filter_block},
    {"block", &Parser::parse_block},
    {"extends", &Parser::parse_extends},
    {"include", &Parser::parse_include},
    {"import", &Parser::parse_import},
    {"from", &Parser::parse_from},
    {"macro", &Parser::parse_macro},
    {"call", &Parser::parse_call},
}};

Result<Parsed> Parser::run() {
  parse_body(parsed_.body, {}, nullptr);
  if (problem_) return std::move(*problem_);
  return std::move(parsed_);
}

/// Statements up to one of `ends`, which stays at hand with its `{%` taken.
void Parser::parse_body(Body& out, std::initializer_list<std::string_view> ends,
                        const Opening* opening) {
  const Level level(*this, statement_depth_);
  while (!failed()) {
    const Token& token = now();
    switch (token.kind) {
      case Token::Kind::data:
        out.push_back({token.offset, Data{token.text}});
        advance();
        break;
      case Token::Kind::output_begin: {
        advance();
        ExpressionPtr value = parse_tuple(true);
        if (!failed() && now().kind != Token::Kind::output_end) fail_unexpected("\"}}\"");
        if (failed()) return;
        advance();
        const std::size_t offset = value->offset;
        out.push_back({offset, Output{std::move(value), Escape::html_text}});
        break;
      }
      case Token::Kind::block_begin:
        advance();
        if (now().kind != Token::Kind::name) return fail_unexpected("name");
        for (const std::string_view end : ends) {
          if (now().text == end) return;
        }
        parse_statement(out, opening);
        break;
      default:
        if (opening) {
          fail(messages::template_unclosed_statement, opening->offset,
               {quote(opening->word), "{% end" + std::string(opening->word) + " %}"});
        }
        return;
    }
  }
}

void Parser::parse_statement(Body& out, const Opening* opening) {
  const std::string_view word = now().text;
  const std::size_t offset = now().offset;
  for (const auto& [name, parse] : statements) {
    if (name == word) {
      advance();
      return (this->*parse)(out, offset);
    }
  }
  if (word == "else" || word == "elif" || word.starts_with("end")) {
    if (opening && word.starts_with("end") && word != "endraw") {
      // The inner statement is what was forgotten, more often than the outer one is wrong.
      return fail(messages::template_unclosed_statement, opening->offset,
                  {quote(opening->word), "{% end" + std::string(opening->word) + " %}"});
    }
    return fail(messages::template_stray_end, offset, {quote(word)});
  }
  fail(messages::template_unknown_statement, offset, {quote(word)});
  if (problem_) problem_->nearest = nearest_name(word, statement_names());
}

void Parser::expect_block_end() {
  if (failed()) return;
  if (now().kind != Token::Kind::block_end) return fail_unexpected("\"%}\"");
  advance();
}

/// The rest of an opening tag, the body, and up to the word of the closing tag.
Body Parser::parse_block_body(const Opening& opening,
                              std::initializer_list<std::string_view> ends) {
  Body body;
  expect_block_end();
  if (!failed()) parse_body(body, ends, &opening);
  return body;
}

void Parser::finish_end_tag(std::string_view word) {
  expect_word(word);
  expect_block_end();
}

Target Parser::parse_target() {
  Target target;
  const bool bracketed = take_symbol("(");
  do {
    if (!target.names.empty() && (is_symbol("=") || is_word("in") || is_symbol(")"))) {
      target.unpacks = true;
      break;
    }
    if (is_symbol("(")) {
      fail(messages::template_unsupported, now().offset, {"nested unpacking"});
      break;
    }
    const std::size_t offset = now().offset;
    const std::string_view name = expect_name();
    for (const std::string_view reserved :
         {"true", "false", "none", "True", "False", "None", "loop", "super", "self", "caller",
          "varargs", "kwargs"}) {
      if (name == reserved) {
        fail(messages::template_unexpected, offset, {quote(name), "name"});
      }
    }
    target.names.push_back(symbols_.intern(name));
  } while (!failed() && take_symbol(","));
  if (target.names.size() > 1) target.unpacks = true;
  if (bracketed) expect_symbol(")");
  return target;
}

std::string_view Parser::parse_template_name(std::size_t& offset) {
  offset = now().offset;
  if (now().kind != Token::Kind::literal || !now().value.is_text()) {
    fail(messages::template_name_not_literal, offset, {});
    return {};
  }
  const std::string_view name = now().value.as_text();
  advance();
  return name;
}

std::optional<bool> Parser::parse_context() {
  if (!is_word("with") && !is_word("without")) return std::nullopt;
  if (ahead().kind != Token::Kind::name || ahead().text != "context") return std::nullopt;
  const bool with = is_word("with");
  advance();
  advance();
  return with;
}

void Parser::parse_if(Body& out, std::size_t offset) {
  const Opening opening{"if", offset};
  If node;
  do {
    Branch branch;
    branch.condition = parse_tuple(false);
    branch.body = parse_block_body(opening, {"elif", "else", "endif"});
    node.branches.push_back(std::move(branch));
  } while (!failed() && take_word("elif"));
  if (!failed() && take_word("else")) {
    node.has_else = true;
    node.otherwise = parse_block_body(opening, {"endif"});
  }
  finish_end_tag("endif");
  out.push_back({offset, std::move(node)});
}

void Parser::parse_for(Body& out, std::size_t offset) {
  const Opening opening{"for", offset};
  For node;
  node.target = parse_target();
  expect_word("in");
  node.items = failed() ? nullptr : parse_tuple(false);
  if (take_word("if")) node.condition = parse_expression();
  if (is_word("recursive")) {
    fail(messages::template_unsupported, now().offset, {"\"recursive\""});
  }
  node.body = parse_block_body(opening, {"endfor", "else"});
  if (!failed() && take_word("else")) node.otherwise = parse_block_body(opening, {"endfor"});
  finish_end_tag("endfor");
  out.push_back({offset, std::move(node)});
}

void Parser::parse_set(Body& out, std::size_t offset) {
  Target target;
  std::string_view member;
  if (now().kind == Token::Kind::name && ahead().kind == Token::Kind::symbol &&
      ahead().text == ".") {
    target.names.push_back(symbols_.intern(expect_name()));
    advance();
    member = expect_name();
  } else {
    target = parse_target();
  }
  if (take_symbol("=")) {
    ExpressionPtr value = parse_tuple(true);
    expect_block_end();
    out.push_back({offset, Set{std::move(target), member, std::move(value), false}});
    return;
  }
  if (!member.empty() || target.unpacks) return fail_unexpected("\"=\"");
  SetBlock node;
  node.target = std::move(target);
  if (is_symbol("|")) {
    node.filters = parse_filters(make_expression(now().offset, Captured{}), false);
  }
  if (!failed() && now().kind != Token::Kind::block_end) fail_unexpected("\"=\"");
  node.body = parse_block_body({"set", offset}, {"endset"});
  finish_end_tag("endset");
  out.push_back({offset, std::move(node)});
}

void Parser::parse_with(Body& out, std::size_t offset) {
  With node;
  while (!failed() && now().kind != Token::Kind::block_end) {
    if (!node.variables.empty()) expect_symbol(",");
    const Symbol name = symbols_.intern(expect_name());
    expect_symbol("=");
    node.variables.emplace_back(name, failed() ? nullptr : parse_expression());
  }
  node.body = parse_block_body({"with", offset}, {"endwith"});
  finish_end_tag("endwith");
  out.push_back({offset, std::move(node)});
}

void Parser::parse_filter_block(Body& out, std::size_t offset) {
  FilterBlock node;
  node.filters = parse_filters(make_expression(now().offset, Captured{}), true);
  node.body = parse_block_body({"filter", offset}, {"endfilter"});
  finish_end_tag("endfilter");
  out.push_back({offset, std::move(node)});
}

void Parser::parse_block(Body& out, std::size_t offset) {
  Block node;
  const std::string_view name = expect_name();
  node.name = symbols_.intern(name);
  while (!failed() && (is_word("scoped") || is_word("required"))) {
    (is_word("scoped") ? node.scoped : node.required) = true;
    advance();
  }
  node.body = parse_block_body({"block", offset}, {"endblock"});
  expect_word("endblock");
  if (!failed()) take_word(name);
  expect_block_end();
  out.push_back({offset, std::move(node)});
}

void Parser::parse_extends(Body& out, std::size_t offset) {
  // Comments leave no trace; white space and nothing else may stand before it.
  for (const Statement& before : out) {
    const Data* data = std::get_if<Data>(&before.node);
    if (!data || data->text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      return fail(messages::template_extends_late, offset, {});
    }
  }
  if (statement_depth_ > 1 || !parsed_.parent.empty()) {
    return fail(messages::template_extends_late, offset, {});
  }
  parsed_.parent = parse_template_name(parsed_.parent_offset);
  expect_block_end();
}

void Parser::parse_include(Body& out, std::size_t offset) {
  Include node;
  if (take_symbol("[")) {
    do {
      node.names.push_back(parse_template_name(node.offsets.emplace_back()));
    } while (!failed() && take_symbol(",") && !is_symbol("]"));
    expect_symbol("]");
  } else {
    node.names.push_back(parse_template_name(node.offsets.emplace_back()));
  }
  if (!failed() && take_word("ignore")) {
    expect_word("missing");
    node.ignore_missing = true;
  }
  node.with_context = parse_context().value_or(true);
  expect_block_end();
  out.push_back({offset, std::move(node)});
}

void Parser::parse_import(Body& out, std::size_t offset) {
  Import node;
  node.name = parse_template_name(node.name_offset);
  expect_word("as");
  node.alias = symbols_.intern(expect_name());
  node.with_context = parse_context().value_or(false);
  expect_block_end();
  out.push_back({offset, std::move(node)});
}

void Parser::parse_from(Body& out, std::size_t offset) {
  Import node;
  node.is_from = true;
  node.name = parse_template_name(node.name_offset);
  expect_word("import");
  do {
    const std::size_t at = now().offset;
    const Symbol name = symbols_.intern(expect_name());
    const Symbol alias = take_word("as") ? symbols_.intern(expect_name()) : name;
    node.names.push_back({name, alias, at});
  } while (!failed() && take_symbol(","));
  node.with_context = parse_context().value_or(false);
  expect_block_end();
  out.push_back({offset, std::move(node)});
}

std::vector<Parameter> Parser::parse_parameters() {
  std::vector<Parameter> out;
  expect_symbol("(");
  while (!failed() && !is_symbol(")")) {
    if (!out.empty()) expect_symbol(",");
    Parameter parameter;
    parameter.name = symbols_.intern(expect_name());
    if (take_symbol("=")) {
      parameter.fallback = parse_expression();
    } else if (!out.empty() && out.back().fallback) {
      fail_unexpected("\"=\"");
    }
    out.push_back(std::move(parameter));
  }
  expect_symbol(")");
  return out;
}

void Parser::parse_macro(Body& out, std::size_t offset) {
  Macro node;
  node.name = symbols_.intern(expect_name());
  node.parameters = parse_parameters();
  node.body = parse_block_body({"macro", offset}, {"endmacro"});
  expect_word("endmacro");
  if (!failed()) take_word(symbols_.name(node.name));
  expect_block_end();
  out.push_back({offset, std::move(node)});
}

void Parser::parse_call(Body& out, std::size_t offset) {
  CallBlock node;
  node.body.name = symbols_.intern("caller");
  if (is_symbol("(")) node.body.parameters = parse_parameters();
  const std::size_t at = now().offset;
  node.call = failed() ? nullptr : parse_expression();
  if (!failed() && !std::holds_alternative<Call>(node.call->node)) {
    fail(messages::template_unexpected, at, {quote("call"), "macro(…)"});
  }
  node.body.body = parse_block_body({"call", offset}, {"endcall"});
  finish_end_tag("endcall");
  out.push_back({offset, std::move(node)});
}

}  // namespace

Result<Parsed> parse_template(const SourceText& source, Arena& arena, Symbols& symbols) {
  Result<std::vector<Token>> tokens = read_tokens(source, arena);
  if (!tokens) return tokens.error();
  return Parser(source, std::move(*tokens), arena, symbols).run();
}

std::vector<std::string_view> statement_names() {
  std::vector<std::string_view> out;
  for (const auto& statement : Parser::statements) out.push_back(statement.first);
  out.push_back("raw");
  return out;
}

}  // namespace minhbach::templates
