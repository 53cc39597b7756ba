// Patterns mean what ECMA 262 says, not what ICU says.
#include "schema/pattern.h"

#include "support/catch.h"

using minhbach::schema::Pattern;

namespace {

bool finds(std::string_view expression, std::string_view text) {
  std::string problem;
  const auto pattern = Pattern::compile(expression, problem);
  INFO(expression << ": " << problem);
  REQUIRE(pattern);
  return pattern->search(text) == Pattern::Match::yes;
}

bool compiles(std::string_view expression) {
  std::string problem;
  const bool out = Pattern::compile(expression, problem) != nullptr;
  CHECK(out == problem.empty());
  return out;
}

}  // namespace

TEST_CASE("a pattern is searched, not anchored") {
  CHECK(finds("UBND", "57/KH-UBND"));
  CHECK_FALSE(finds("^UBND", "57/KH-UBND"));
}

TEST_CASE("the end of the text is its end, not the place before a last line end") {
  CHECK(finds("a$", "a"));
  CHECK_FALSE(finds("a$", "a\n"));
}

TEST_CASE("classes hold what ECMA 262 puts into them") {
  CHECK_FALSE(finds("^\\d$", "٣"));  // an Arabic digit
  CHECK_FALSE(finds("^\\w$", "ê"));
  CHECK(finds("^\\s$", "\xC2\xA0"));
  CHECK(finds("^[^\\d]$", "a"));
  CHECK(finds("^[\\D]$", "a"));
  CHECK_FALSE(finds("^[\\D]$", "1"));
  CHECK(finds("^[a-cđ]+$", "abđ"));
  CHECK(finds("^[a&&b]+$", "&"));  // ICU would intersect
  CHECK(finds("^[-a]$", "-"));
  CHECK(finds("^\\p{Lu}+$", "ĐƯỜNG"));
  CHECK(finds("\\bkế", "a kế"));
  CHECK_FALSE(finds("[]", "a"));
  CHECK(finds("^[^]$", "\n"));
}

TEST_CASE("a full stop is one code point, and no line end") {
  CHECK(finds("^.$", "đ"));
  CHECK(finds("^.$", "😀"));
  CHECK_FALSE(finds("^.$", "\n"));
}

TEST_CASE("a procedure's code is recognised") {
  const std::string_view code =
      "^[1-9]\\.\\d{6}(\\.\\d{3}\\.\\d{2}\\.\\d{2})?(\\.H\\d{2})?(\\.\\d{2})?$";
  CHECK(finds(code, "1.011442.000.00.00.H38"));
  CHECK(finds(code, "2.000815"));
  CHECK_FALSE(finds(code, "2.00815"));
}

TEST_CASE("what ECMA 262 refuses, or is not allowed here, does not compile") {
  for (const char* expression :
       {"(", ")", "[a", "*a", "a**", "a{", "a}", "]", "\\q", "(?i)a", "(a)\\1", "[b-a]", "\\u12",
        "a*+", "\\A", "(?<n>a)", "[\\d-z]", "\\p{", "a\\"}) {
    INFO(expression);
    CHECK_FALSE(compiles(expression));
  }
}

TEST_CASE("a pattern that backtracks without end gives up") {
  std::string problem;
  const auto pattern = Pattern::compile("^(a+)+$", problem);
  REQUIRE(pattern);
  CHECK(pattern->search(std::string(40, 'a') + "b") == Pattern::Match::gave_up);
}
