// Templates meant to break the engine: each ends with a message, none with a crash.
#include "set_fixture.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::templates;

namespace {

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

/// The code of the first problem, at load or while rendering; "" when there is none.
std::string code_of(const std::string& text) {
  SetFixture t(Texts{{"a.html", text}});
  if (!t.problems.empty()) return std::string(t.problems[0].message->code);
  std::string out;
  const std::optional<Diagnostic> failure = t.set.render("a.html", {}, t.arena, out);
  return failure ? std::string(failure->message->code) : "";
}

}  // namespace

TEST_CASE("ten thousand nested brackets are refused") {
  CHECK(code_of("{{ " + repeat("(", 10000) + "1" + repeat(")", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ " + repeat("[", 10000) + repeat("]", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ " + repeat("{'a':", 10000) + "1" + repeat("}", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ " + repeat("x[", 10000) + "1" + repeat("]", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ " + repeat("f(", 10000) + repeat(")", 10000) + " }}") == "MB0506");
}

TEST_CASE("ten thousand operators in a row are refused, or harmless") {
  CHECK(code_of("{{ " + repeat("not ", 10000) + "1 }}") == "MB0506");
  CHECK(code_of("{{ " + repeat("- ", 10000) + "1 }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat("+1", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat(" or 1", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat("**1", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat("|abs", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ x" + repeat(".a", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat(" if 1 else 1", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat(" if 1", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat(" is odd", 10000) + " }}") == "MB0506");
  CHECK(code_of("{{ 1" + repeat(" < 2", 10000) + " }}") == "");
  CHECK(code_of("{{ 1" + repeat(" ~ 1", 10000) + " }}") == "");
  CHECK(code_of("{{ 'a'" + repeat(" 'a'", 10000) + " }}") == "");
}

TEST_CASE("ten thousand nested statements are refused") {
  CHECK(code_of(repeat("{% if 1 %}", 10000) + repeat("{% endif %}", 10000)) == "MB0506");
  CHECK(code_of(repeat("{% for x in y %}", 10000)) == "MB0506");
  CHECK(code_of(repeat("{% filter upper %}", 10000)) == "MB0506");
  CHECK(code_of("{% if 0 %}" + repeat("{% elif 0 %}", 10000) + "{% endif %}") == "");
}

TEST_CASE("everything that can be left open is reported") {
  for (const char* text :
       {"{{",          "{%",         "{#",         "{{ '",        "{{ \"\\",
        "{% raw %}",   "{% raw",     "{{ (",       "{{ x[",       "{{ {",
        "{% if",       "{% if 1 %}", "{% for",     "{% for x",    "{% for x in",
        "{% set",      "{% set x",   "{% set x =", "{% set x %}", "{% block",
        "{% block a",  "{% macro",   "{% macro m", "{% macro m(", "{% call",
        "{% call x",   "{% include", "{% extends", "{% import",   "{% from",
        "{% from 'a'", "{% with",    "{% with x",  "{% filter",   "{% filter upper %}",
        "{{ x.",       "{{ x|",      "{{ x is",    "{{ 1 if",     "{{ 'a",
        "{{ f(a=",     "{%-",        "{{-",        "{#-"}) {
    INFO(text);
    CHECK_FALSE(code_of(text).empty());
  }
}

TEST_CASE("a long template of braces and broken bytes ends") {
  CHECK(code_of(repeat("{", 50000)) == "MB0502");
  CHECK(code_of(repeat("}", 50000)) == "");
  CHECK(code_of(std::string("\0\xff\xfe{\x80", 5)) == "");
  CHECK(code_of(std::string("{{ \0 }}", 7)) == "MB0504");
  CHECK(code_of("{{ \xff }}") == "MB0504");
  CHECK(code_of("{{ '\xff\xc3' | upper | title | truncate(3) | wordcount }}") == "");
  CHECK(code_of(repeat("<", 50000)) == "");
  CHECK(code_of(repeat("<a b=\"", 5000)) != "crash");
}

TEST_CASE("macros, calls and includes without end are stopped") {
  CHECK(code_of("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}") == "MB0552");
  CHECK(code_of("{% macro m() %}{% set x = m() %}{% endmacro %}{{ m() }}") == "MB0552");
  CHECK(code_of("{% macro m() %}{{ [m()]|join }}{% endmacro %}{{ m() }}") == "MB0552");
  CHECK(code_of("{% macro m() %}{% call m() %}{{ caller }}{% endcall %}{{ caller }}{% endmacro "
                "%}{{ m() }}") != "");
  CHECK(code_of("{% block a %}{{ self.a() }}{% endblock %}") == "MB0552");
  SetFixture t(Texts{{"a.html", "{% include 'b.html' %}"}, {"b.html", "{% include 'a.html' %}"}});
  CHECK(t.codes() == std::vector<std::string>{"MB0515"});
}

TEST_CASE("macros that nest deep inside within each call are stopped before the stack ends") {
  const std::string deep = "{{ " + repeat("(1 + ", 45) + "m()" + repeat(")", 45) + " }}";
  CHECK(code_of("{% macro m() %}" + deep + "{% endmacro %}{{ m() }}") == "MB0552");
}

TEST_CASE("what would take forever or all memory is stopped") {
  CHECK(code_of("{% for a in range(10**9) %}{% endfor %}") == "MB0554");
  CHECK(code_of("{% for a in range(10**5) %}{% for b in range(10**5) %}{% endfor %}{% endfor %}") ==
        "MB0554");
  CHECK(code_of("{{ range(10**15)|list }}") == "MB0555");
  CHECK(code_of("{{ 'a' * 10**12 }}") == "MB0555");
  CHECK(code_of("{{ [0] * 10**12 }}") == "MB0555");
  CHECK(code_of("{{ 'a'|center(10**12) }}") == "MB0551");
  CHECK(code_of("{{ 'a'|indent(10**12) }}") == "MB0551");
  CHECK(code_of("{{ '%999999999d'|format(1) }}") == "MB0551");
  CHECK(code_of("{{ '%.999999999f'|format(1) }}") == "MB0551");
  CHECK(code_of("{{ [1]|batch(10**12, 0)|list }}") == "MB0551");
  CHECK(code_of("{{ [1]|slice(10**12, 0)|list }}") == "MB0551");
  CHECK(code_of("{{ 2 ** 10**15 }}") == "MB0544");
  CHECK(code_of("{{ -9223372036854775807 - 2 }}") == "MB0544");
  CHECK(code_of("{{ (-9223372036854775807 - 1) // -1 }}") == "MB0544");
  CHECK(code_of("{{ (-9223372036854775807 - 1)|abs }}") == "MB0544");
  CHECK(code_of("{{ (-9223372036854775807 - 1) % -1 }}") == "");
  CHECK(code_of("{{ range(9223372036854775807, -9223372036854775807) }}") == "MB0544");
  CHECK(code_of("{{ 1e308 * 10 }}{{ 1e300|int }}{{ (1e308 * 10)|round(3) }}") == "");
  CHECK(code_of("{{ [1, 2, 3][9223372036854775807:] }}{{ 'abc'[::9223372036854775807] }}") == "");
  CHECK(code_of("{{ 1|round(400) }}") == "MB0551");
}

TEST_CASE("a namespace that holds itself cannot be printed, but does not hang") {
  CHECK(code_of("{% set n = namespace() %}{% set n.a = n %}{{ n|tojson }}") == "MB0550");
  CHECK(code_of("{% set n = namespace() %}{% set n.a = [n] %}{{ n.a }}") == "MB0556");
}
