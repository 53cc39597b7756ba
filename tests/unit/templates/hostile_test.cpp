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

/// Low enough that a test that runs into them takes no time.
const Limits small = {1u << 20, 100, 100'000, 100'000, 16u << 20};

/// The code of the first problem, at load or while rendering; "" when there is none.
std::string code_of(const std::string& text, const Limits& limits = {}) {
  SetFixture t(Texts{{"a.html", text}});
  if (!t.problems.empty()) return std::string(t.problems[0].message->code);
  std::string out;
  const std::optional<Diagnostic> failure = t.set.render("a.html", {}, t.arena, out, limits);
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
  CHECK(code_of(repeat("<", 50000) + " ") == "");
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
  CHECK(code_of("{% for a in range(10**9) %}{% endfor %}", small) == "MB0554");
  CHECK(code_of("{% for a in range(10**5) %}{% for b in range(10**5) %}{% endfor %}{% endfor %}",
                small) == "MB0554");
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

TEST_CASE("a range without end is not searched, cut or copied") {
  CHECK(code_of("{{ 5 in range(10**13, 2 * 10**13) }}") == "MB0554");
  CHECK(code_of("{{ range(10**13)[::2] }}") == "MB0555");
  CHECK(code_of("{{ range(10**13)|sum }}") == "MB0555");
  CHECK(code_of("{{ range(10**13)[:3] }}{{ range(10**13)|last }}{{ range(10**13)|length }}") == "");
}

TEST_CASE("values cannot eat all memory, though each of them is small enough") {
  CHECK(code_of("{% for i in range(10**4) %}{% set x = 'a' * 10**4 %}{% endfor %}", small) ==
        "MB0560");
  CHECK(code_of("{{ (['a' * 10**4] * 10**4)|map('upper')|list }}", small) == "MB0560");
  CHECK(code_of("{{ (['a'] * 4 * 10**4)|sum(start='') }}", small) == "MB0560");
  CHECK(code_of("{{ ('\n' * 10**5)|indent('a' * 10**5, true, true) }}", small) == "MB0553");
  CHECK(code_of("{{ ('%(a)s' * 10**4)|format(a='a' * 10**4) }}", small) == "MB0553");
  CHECK(code_of("{% set x = 'a' * 10**4 %}" + repeat("{% set x = x ~ x %}", 40), small) ==
        "MB0553");
}

TEST_CASE("what doubles with each line is stopped") {
  std::string macros = "{% macro m0() %}{% endmacro %}";
  std::string lists = "{% set l = ['" + repeat("long ", 10000) + "'] %}";
  for (int i = 1; i < 40; ++i) {
    macros += fmt::format("{{% macro m{0}() %}}{{{{ m{1}() }}}}{{{{ m{1}() }}}}{{% endmacro %}}", i,
                          i - 1);
    lists += "{% set l = [l, l] %}";
  }
  CHECK(code_of(macros + "{{ m39() }}", small) == "MB0554");
  CHECK(code_of(lists + "{{ l }}") == "MB0556");
  CHECK(code_of(lists + "{{ l == l }}") == "");
}

TEST_CASE("filters over long lists end") {
  CHECK(code_of("{{ range(10**5)|unique|length }}", small) == "MB0554");
  CHECK(code_of("{{ range(10**5)|map('string')|unique|length }}") == "");
  CHECK(code_of("{{ dict(range(10**5)|map('string')|batch(2)|list)|length }}") == "");
  CHECK(code_of("{% for i in range(1000) %}{{ i in range(10**4) }}{% endfor %}", small) ==
        "MB0554");
}

TEST_CASE("thousands of blocks, sets and branches beside each other are no trouble") {
  std::string blocks;
  for (int i = 0; i < 2000; ++i) blocks += fmt::format("{{% block b{0} %}}{0}{{% endblock %}}", i);
  CHECK(code_of(blocks) == "");
  CHECK(code_of(repeat("{% set x = 1 %}{{ x }}{% if x %}<b>{% else %}<b>{% endif %}", 2000)) == "");
  CHECK(code_of(repeat("{% block b %}", 10000)) == "MB0506");
}
