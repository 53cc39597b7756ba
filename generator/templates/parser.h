// Tokens to the tree of one template.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "templates/ast.h"
#include "templates/lexer.h"
#include "templates/messages.h"

namespace minhbach::templates {

struct Parsed {
  Body body;
  std::string_view parent;  ///< What `extends` names, or "".
  std::size_t parent_offset = 0;
};

/// How deep expressions, and statements, may stand in each other.
inline constexpr int nesting_limit = 100;

/// The tree of `source`; names and texts live in `source` or `arena`. Fails at the first mistake.
Result<Parsed> parse_template(const SourceText& source, Arena& arena, Symbols& symbols);

/// The words after `{%` that begin a statement.
std::vector<std::string_view> statement_names();

/// The token stream and the expression grammar; the statements build on it.
class ExpressionParser {
 public:
  ExpressionParser(const SourceText& source, std::vector<Token> tokens, Arena& arena,
                   Symbols& symbols)
      : source_(source), tokens_(std::move(tokens)), arena_(arena), symbols_(symbols) {}

 protected:
  // A failed parse leaves `problem_` set and the stream at its end, so that every loop stops; null
  // expressions may be handed back then.
  ExpressionPtr parse_expression();
  ExpressionPtr parse_without_condition();
  ExpressionPtr parse_tuple(bool with_condition);
  ExpressionPtr parse_filters(ExpressionPtr input, bool begins_with_name);
  CallArguments parse_arguments();

  const Token& now() const { return tokens_[at_]; }
  const Token& ahead() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  void advance() {
    if (at_ + 1 < tokens_.size()) ++at_;
  }
  bool is_symbol(std::string_view text) const {
    return now().kind == Token::Kind::symbol && now().text == text;
  }
  bool is_word(std::string_view text) const {
    return now().kind == Token::Kind::name && now().text == text;
  }
  bool take_symbol(std::string_view text);
  bool take_word(std::string_view text);
  void expect_symbol(std::string_view text);
  void expect_word(std::string_view text);
  /// The name at hand, or "" after a failure.
  std::string_view expect_name();
  std::string_view text_of_literal() const { return now().value.as_text(); }

  void fail(const Message& message, std::size_t offset, std::vector<std::string> arguments);
  void fail_unexpected(std::string_view expected);
  bool failed() const { return problem_.has_value(); }

  /// Counts one level of nesting for as long as it lives.
  class Level {
   public:
    explicit Level(ExpressionParser& parser, int& depth) : depth_(depth) {
      if (++depth_ > nesting_limit) {
        parser.fail(messages::template_too_nested, parser.now().offset,
                    {std::to_string(nesting_limit)});
      }
    }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    int& depth_;
  };

  const SourceText& source_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Arena& arena_;
  Symbols& symbols_;
  std::optional<Diagnostic> problem_;
  int depth_ = 0;

 private:
  ExpressionPtr parse_binary(int level);
  ExpressionPtr parse_not();
  ExpressionPtr parse_comparison();
  ExpressionPtr parse_unary(bool with_filters);
  ExpressionPtr parse_primary();
  ExpressionPtr parse_postfix(ExpressionPtr object);
  ExpressionPtr parse_subscript(ExpressionPtr object);
  ExpressionPtr parse_test(ExpressionPtr input);
  ExpressionPtr parse_list();
  ExpressionPtr parse_map();
  bool at_tuple_end() const;
};

template <typename T>
ExpressionPtr make_expression(std::size_t offset, T node) {
  auto out = std::make_unique<Expression>();
  out->offset = offset;
  out->node = std::move(node);
  return out;
}

}  // namespace minhbach::templates
