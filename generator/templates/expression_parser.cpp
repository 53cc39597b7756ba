// The expression grammar, by recursive descent: one function a level of precedence.
#include <algorithm>

#include "templates/messages.h"
#include "templates/parser.h"

namespace minhbach::templates {

bool ExpressionParser::take_symbol(std::string_view text) {
  if (!is_symbol(text)) return false;
  advance();
  return true;
}

bool ExpressionParser::take_word(std::string_view text) {
  if (!is_word(text)) return false;
  advance();
  return true;
}

void ExpressionParser::expect_symbol(std::string_view text) {
  if (!take_symbol(text)) fail_unexpected(quote(text));
}

void ExpressionParser::expect_word(std::string_view text) {
  if (!take_word(text)) fail_unexpected(quote(text));
}

std::string_view ExpressionParser::expect_name() {
  if (now().kind != Token::Kind::name) {
    fail_unexpected("name");
    return {};
  }
  const std::string_view name = now().text;
  advance();
  return name;
}

void ExpressionParser::fail(const Message& message, std::size_t offset,
                            std::vector<std::string> arguments) {
  if (problem_) return;
  problem_ = source_.diagnostic_at(message, offset, std::move(arguments));
  at_ = tokens_.size() - 1;
}

void ExpressionParser::fail_unexpected(std::string_view expected) {
  fail(messages::template_unexpected, now().offset, {describe(now()), std::string(expected)});
}

ExpressionPtr ExpressionParser::parse_expression() {
  const Level level(*this, depth_);
  ExpressionPtr value = parse_binary(0);
  int chained = 0;
  while (!failed() && is_word("if")) {
    if (++chained > nesting_limit) {
      fail(messages::template_too_nested, now().offset, {std::to_string(nesting_limit)});
    }
    const std::size_t offset = now().offset;
    advance();
    ExpressionPtr condition = parse_binary(0);
    ExpressionPtr otherwise = take_word("else") ? parse_expression() : nullptr;
    value = make_expression(
        offset, Conditional{std::move(condition), std::move(value), std::move(otherwise)});
  }
  return value;
}

ExpressionPtr ExpressionParser::parse_without_condition() {
  const Level level(*this, depth_);
  return parse_binary(0);
}

/// The left-associative levels, loosest first: or, and, (not, comparisons), + -, ~, * / // %, **
/// (which also groups from the left, as in Jinja).
ExpressionPtr ExpressionParser::parse_binary(int level) {
  switch (level) {
    case 2: return parse_not();
    case 7: return parse_unary(true);
    default: break;
  }
  ExpressionPtr left = parse_binary(level + 1);
  int chained = 0;
  while (!failed()) {
    // A long chain is a deep tree too.
    if (++chained > nesting_limit && level != 4) {
      fail(messages::template_too_nested, now().offset, {std::to_string(nesting_limit)});
      break;
    }
    const std::size_t offset = now().offset;
    const auto binary = [&](BinaryOperator op) {
      advance();
      left = make_expression(offset, Binary{op, std::move(left), parse_binary(level + 1)});
    };
    if (level == 0 && is_word("or")) {
      advance();
      left = make_expression(offset, Logic{false, std::move(left), parse_binary(level + 1)});
    } else if (level == 1 && is_word("and")) {
      advance();
      left = make_expression(offset, Logic{true, std::move(left), parse_binary(level + 1)});
    } else if (level == 3 && is_symbol("+")) {
      binary(BinaryOperator::add);
    } else if (level == 3 && is_symbol("-")) {
      binary(BinaryOperator::subtract);
    } else if (level == 4 && is_symbol("~")) {
      advance();
      ExpressionPtr right = parse_binary(level + 1);
      if (auto* chain = left ? std::get_if<Concatenation>(&left->node) : nullptr;
          chain && chained > 1) {
        chain->parts.push_back(std::move(right));
      } else {
        Concatenation chain_of_two;
        chain_of_two.parts.push_back(std::move(left));
        chain_of_two.parts.push_back(std::move(right));
        left = make_expression(offset, std::move(chain_of_two));
      }
    } else if (level == 5 && is_symbol("*")) {
      binary(BinaryOperator::multiply);
    } else if (level == 5 && is_symbol("/")) {
      binary(BinaryOperator::divide);
    } else if (level == 5 && is_symbol("//")) {
      binary(BinaryOperator::floor_divide);
    } else if (level == 5 && is_symbol("%")) {
      binary(BinaryOperator::modulo);
    } else if (level == 6 && is_symbol("**")) {
      binary(BinaryOperator::power);
    } else {
      break;
    }
  }
  return left;
}

ExpressionPtr ExpressionParser::parse_not() {
  if (!is_word("not")) return parse_comparison();
  const Level level(*this, depth_);
  const std::size_t offset = now().offset;
  advance();
  return make_expression(offset,
                         Unary{UnaryOperator::logical_not, failed() ? nullptr : parse_not()});
}

ExpressionPtr ExpressionParser::parse_comparison() {
  static constexpr std::pair<std::string_view, Comparison> symbols[] = {
      {"==", Comparison::equal},  {"!=", Comparison::not_equal},
      {"<", Comparison::less},    {"<=", Comparison::less_equal},
      {">", Comparison::greater}, {">=", Comparison::greater_equal}};
  ExpressionPtr left = parse_binary(3);
  std::vector<ComparisonStep> steps;
  const std::size_t offset = now().offset;
  while (!failed()) {
    const auto* symbol = std::find_if(std::begin(symbols), std::end(symbols),
                                      [&](const auto& pair) { return is_symbol(pair.first); });
    if (symbol != std::end(symbols)) {
      advance();
      steps.push_back({symbol->second, parse_binary(3)});
    } else if (take_word("in")) {
      steps.push_back({Comparison::in, parse_binary(3)});
    } else if (is_word("not") && ahead().kind == Token::Kind::name && ahead().text == "in") {
      advance();
      advance();
      steps.push_back({Comparison::not_in, parse_binary(3)});
    } else {
      break;
    }
  }
  if (steps.empty()) return left;
  return make_expression(offset, Comparing{std::move(left), std::move(steps)});
}

ExpressionPtr ExpressionParser::parse_unary(bool with_filters) {
  const std::size_t offset = now().offset;
  ExpressionPtr value;
  if (is_symbol("-") || is_symbol("+")) {
    const Level level(*this, depth_);
    const UnaryOperator op = is_symbol("-") ? UnaryOperator::minus : UnaryOperator::plus;
    advance();
    value = make_expression(offset, Unary{op, failed() ? nullptr : parse_unary(false)});
  } else {
    value = parse_primary();
  }
  value = parse_postfix(std::move(value));
  for (int chained = 0; with_filters && !failed(); ++chained) {
    if (chained > nesting_limit) {
      fail(messages::template_too_nested, now().offset, {std::to_string(nesting_limit)});
    } else if (is_symbol("|")) {
      value = parse_filters(std::move(value), false);
    } else if (is_word("is")) {
      value = parse_test(std::move(value));
    } else if (is_symbol("(")) {
      value = parse_postfix(std::move(value));
    } else {
      break;
    }
  }
  return value;
}

ExpressionPtr ExpressionParser::parse_primary() {
  const Token token = now();
  if (token.kind == Token::Kind::name) {
    advance();
    const std::string_view word = token.text;
    if (word == "true" || word == "True")
      return make_expression(token.offset, Literal{Value::boolean(true)});
    if (word == "false" || word == "False")
      return make_expression(token.offset, Literal{Value::boolean(false)});
    if (word == "none" || word == "None")
      return make_expression(token.offset, Literal{Value::none()});
    if (word == "super" && is_symbol("(")) {
      advance();
      expect_symbol(")");
      return make_expression(token.offset, SuperCall{});
    }
    if (word == "self" && is_symbol(".")) {
      advance();
      const Symbol block = symbols_.intern(expect_name());
      expect_symbol("(");
      expect_symbol(")");
      return make_expression(token.offset, SelfCall{block});
    }
    return make_expression(token.offset, Name{symbols_.intern(word)});
  }
  if (token.kind == Token::Kind::literal) {
    advance();
    if (!token.value.is_text()) return make_expression(token.offset, Literal{token.value});
    std::string joined(token.value.as_text());
    while (now().kind == Token::Kind::literal && now().value.is_text()) {
      joined += now().value.as_text();
      advance();
    }
    return make_expression(token.offset, Literal{Value::text(arena_.copy(joined))});
  }
  if (is_symbol("(")) {
    advance();
    ExpressionPtr inside;
    if (is_symbol(")")) {
      inside = make_expression(token.offset, ListLiteral{});
    } else {
      inside = parse_tuple(true);
    }
    expect_symbol(")");
    return inside;
  }
  if (is_symbol("[")) return parse_list();
  if (is_symbol("{")) return parse_map();
  fail_unexpected("expression");
  return nullptr;
}

bool ExpressionParser::at_tuple_end() const {
  return now().kind == Token::Kind::output_end || now().kind == Token::Kind::block_end ||
         now().kind == Token::Kind::end || is_symbol(")") || is_word("in");
}

/// One expression, or several with commas between them, which make a list.
ExpressionPtr ExpressionParser::parse_tuple(bool with_condition) {
  const std::size_t offset = now().offset;
  const auto parse = [&] {
    return with_condition ? parse_expression() : parse_without_condition();
  };
  ExpressionPtr first = parse();
  if (!is_symbol(",")) return first;
  ListLiteral list;
  list.items.push_back(std::move(first));
  while (!failed() && take_symbol(",")) {
    if (at_tuple_end()) break;
    list.items.push_back(parse());
  }
  return make_expression(offset, std::move(list));
}

ExpressionPtr ExpressionParser::parse_list() {
  const std::size_t offset = now().offset;
  expect_symbol("[");
  ListLiteral list;
  while (!failed() && !is_symbol("]")) {
    if (!list.items.empty()) {
      expect_symbol(",");
      if (is_symbol("]")) break;
    }
    list.items.push_back(parse_expression());
  }
  expect_symbol("]");
  return make_expression(offset, std::move(list));
}

ExpressionPtr ExpressionParser::parse_map() {
  const std::size_t offset = now().offset;
  expect_symbol("{");
  MapLiteral map;
  while (!failed() && !is_symbol("}")) {
    if (!map.entries.empty()) {
      expect_symbol(",");
      if (is_symbol("}")) break;
    }
    ExpressionPtr key = parse_expression();
    expect_symbol(":");
    ExpressionPtr value = failed() ? nullptr : parse_expression();
    map.entries.emplace_back(std::move(key), std::move(value));
  }
  expect_symbol("}");
  return make_expression(offset, std::move(map));
}

ExpressionPtr ExpressionParser::parse_postfix(ExpressionPtr object) {
  for (int chained = 0; !failed(); ++chained) {
    if (chained > nesting_limit) {
      fail(messages::template_too_nested, now().offset, {std::to_string(nesting_limit)});
    } else if (is_symbol(".")) {
      advance();
      const Token token = now();
      if (token.kind == Token::Kind::literal && token.value.kind() == Value::Kind::integer) {
        advance();
        object = make_expression(
            token.offset,
            Subscript{std::move(object), make_expression(token.offset, Literal{token.value})});
      } else {
        const std::string_view name = expect_name();
        object = make_expression(token.offset, Attribute{std::move(object), name});
      }
    } else if (is_symbol("[")) {
      object = parse_subscript(std::move(object));
    } else if (is_symbol("(")) {
      const std::size_t offset = object ? object->offset : now().offset;
      CallArguments arguments = parse_arguments();
      object = make_expression(offset, Call{std::move(object), std::move(arguments)});
    } else {
      break;
    }
  }
  return object;
}

ExpressionPtr ExpressionParser::parse_subscript(ExpressionPtr object) {
  const std::size_t offset = now().offset;
  expect_symbol("[");
  const auto bound = [&]() -> ExpressionPtr {
    return is_symbol(":") || is_symbol("]") ? nullptr : parse_expression();
  };
  ExpressionPtr start = bound();
  if (!is_symbol(":")) {
    if (!start) fail_unexpected("expression");
    expect_symbol("]");
    return make_expression(offset, Subscript{std::move(object), std::move(start)});
  }
  advance();
  ExpressionPtr stop = bound();
  ExpressionPtr step = take_symbol(":") ? bound() : nullptr;
  expect_symbol("]");
  return make_expression(
      offset, Slice{std::move(object), std::move(start), std::move(stop), std::move(step)});
}

CallArguments ExpressionParser::parse_arguments() {
  CallArguments out;
  expect_symbol("(");
  while (!failed() && !is_symbol(")")) {
    if (!out.positional.empty() || !out.named.empty()) {
      expect_symbol(",");
      if (is_symbol(")")) break;
    }
    if (is_symbol("*") || is_symbol("**")) {
      fail(messages::template_unsupported, now().offset, {quote(now().text)});
    } else if (now().kind == Token::Kind::name && ahead().kind == Token::Kind::symbol &&
               ahead().text == "=") {
      const std::string_view name = now().text;
      advance();
      advance();
      out.named.push_back({name, parse_expression()});
    } else if (!out.named.empty()) {
      fail_unexpected("name=…");
    } else {
      out.positional.push_back(parse_expression());
    }
  }
  expect_symbol(")");
  return out;
}

/// `|name(...)|name …` behind `input`; in a filter block the first name stands without its bar.
ExpressionPtr ExpressionParser::parse_filters(ExpressionPtr input, bool begins_with_name) {
  for (int chained = 0; !failed() && (begins_with_name || is_symbol("|")); ++chained) {
    if (chained > nesting_limit) {
      fail(messages::template_too_nested, now().offset, {std::to_string(nesting_limit)});
    }
    if (!begins_with_name) advance();
    begins_with_name = false;
    Filter filter;
    const std::size_t offset = now().offset;
    filter.name = expect_name();
    if (is_symbol("(")) filter.arguments = parse_arguments();
    filter.input = std::move(input);
    input = make_expression(offset, std::move(filter));
  }
  return input;
}

ExpressionPtr ExpressionParser::parse_test(ExpressionPtr input) {
  expect_word("is");
  Test test;
  test.negated = take_word("not");
  const std::size_t offset = now().offset;
  test.name = expect_name();
  const bool word_that_goes_on = is_word("else") || is_word("or") || is_word("and") ||
                                 is_word("if") || is_word("is") || is_word("in") || is_word("not");
  if (is_symbol("(")) {
    test.arguments = parse_arguments();
  } else if ((now().kind == Token::Kind::name && !word_that_goes_on) ||
             now().kind == Token::Kind::literal || is_symbol("[") || is_symbol("{")) {
    test.arguments.positional.push_back(parse_postfix(parse_primary()));
  }
  test.input = std::move(input);
  return make_expression(offset, std::move(test));
}

}  // namespace minhbach::templates
