// Loading, asking and rendering a set of templates as a host does.
#include "set_fixture.h"
#include "support/catch.h"

#include <thread>

using namespace minhbach;
using namespace minhbach::templates;
using Strings = std::vector<std::string>;
using Views = std::vector<std::string_view>;

namespace {

constexpr Message made_up{"MB9999", Severity::error, "không được", "will not do {0}", "", ""};

/// A record as a host shows it to templates.
class Record final : public Object {
 public:
  Value member(std::string_view name, Arena&) const override {
    if (name == "ten") return Value::text("Đất đai");
    if (name == "so") return Value::integer(7);
    return {};
  }
  std::vector<std::string_view> names() const override { return {"ten", "so"}; }
  Value printed(Arena&) const override { return Value::markup("<a>Đất đai</a>"); }
};

/// A list whose items are made when asked for.
class Squares final : public Object {
 public:
  bool is_list() const override { return true; }
  std::size_t size() const override { return 4; }
  Value item(std::size_t index, Arena&) const override {
    ++asked;
    return Value::integer(static_cast<std::int64_t>(index * index));
  }
  mutable int asked = 0;
};

class Twice final : public Object {
 public:
  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena& arena) const override {
    if (arguments.positional.size() != 1) {
      Diagnostic out;
      out.message = &made_up;
      out.arguments = {"twice"};
      return out;
    }
    const std::string text(arguments.positional[0].as_text());
    return Value::text(arena.copy(text + text));
  }
};

}  // namespace

TEST_CASE("an object of the host is read, looped over, called and printed") {
  const Record record;
  const Squares squares;
  const Twice twice;
  const std::vector<Entry> globals = {
      {"r", Value::object(record)}, {"s", Value::object(squares)}, {"twice", Value::object(twice)}};
  SetFixture t(
      Texts{{"a.html",
             "{{ r.ten }} {{ r['so'] }} {{ r }} {% for x in s %}{{ x }}{% endfor %} {{ s|length }} "
             "{{ s[-1] }} {{ s[1:3] }} {{ twice('<') }} {{ r|items|length }} {{ 'ten' in r }}"}});
  CHECK(t.render("a.html", globals) == "Đất đai 7 <a>Đất đai</a> 0149 4 9 [1, 4] &lt;&lt; 2 True");
}

TEST_CASE("only the items that are used are asked for") {
  const Squares squares;
  SetFixture t(Texts{{"a.html", "{{ s[2] }}{{ s|length }}"}});
  CHECK(t.render("a.html", {{"s", Value::object(squares)}}) == "44");
  CHECK(squares.asked == 1);
}

TEST_CASE("a failed call of the host is placed at the call") {
  const Twice twice;
  SetFixture t(Texts{{"a.html", "x\n {{ twice() }}"}});
  CHECK(t.render("a.html", {{"twice", Value::object(twice)}}) ==
        "themes/t/a.html:2:5: error[MB9999]: will not do twice\n  |  {{ twice() }}\n  |     ^");
}

TEST_CASE("filters and tests of the host are used like built-in ones, and hide them") {
  Environment environment;
  environment.filters.push_back({"ngay", [](const Value& input, const Arguments&, Arena& arena) {
                                   return Result<Value>(Value::text(
                                       arena.copy("ngày " + std::to_string(input.as_integer()))));
                                 }});
  environment.filters.push_back({"upper", [](const Value&, const Arguments& arguments, Arena&) {
                                   return Result<Value>(arguments.positional[0]);
                                 }});
  environment.tests.push_back({"lon", [](const Value& input, const Arguments&, Arena&) {
                                 return Result<bool>(input.as_integer() > 10);
                               }});
  SetFixture t(Texts{{"a.html",
                      "{{ 5|ngay }} {{ 'a'|upper(1) }} {{ 11 is lon }} {{ 9 is not lon }} "
                      "{{ [1, 20]|select('lon')|map('ngay')|join }} {{ khong|ngay }}"}},
               std::move(environment));
  CHECK(t.codes().empty());
  CHECK(t.render("a.html").find("there is no variable \"khong\"") != std::string::npos);
}

TEST_CASE("with known globals an unknown name is found at load") {
  Environment environment;
  environment.globals = {"trang", "tieu_de"};
  SetFixture t(
      Texts{{"a.html",
             "{{ tieu_d }}{{ trang }}{% set x = 1 %}{{ x }}{{ y is defined }}{{ z|default(1) }}"
             "{% for v in range(3) %}{{ loop.index }}{{ v }}{% endfor %}"}},
      std::move(environment));
  REQUIRE(t.codes() == Strings{"MB0524"});
  CHECK(t.problems[0].nearest == "tieu_de");
  CHECK_FALSE(t.set.has("a.html"));
}

TEST_CASE("a wrong template is left out with those that need it, the others remain") {
  SetFixture t(Texts{{"goc.html", "{% block a %}"},
                     {"con.html", "{% extends 'goc.html' %}{% block a %}{% endblock %}"},
                     {"khac.html", "{{ 1 }}"}});
  CHECK(t.codes() == Strings{"MB0508"});
  CHECK(t.set.names() == Views{"khac.html"});
  CHECK_FALSE(t.set.has("con.html"));
  CHECK(t.render("khac.html") == "1");
  CHECK(t.render("con.html").find("MB0557") != std::string::npos);
  CHECK(t.render("kha.html").find("did you mean \"khac.html\"?") != std::string::npos);
}

TEST_CASE("two templates of one name are reported") {
  SetFixture t(Texts{{"a.html", "1"}, {"a.html", "2"}});
  CHECK(t.codes() == Strings{"MB0525"});
}

TEST_CASE("a template knows all others it may read") {
  SetFixture t(
      Texts{{"a.html", "{% extends 'goc.html' %}{% block x %}{% include 'p.html' %}{% endblock %}"},
            {"goc.html", "{% import 'm.html' as m %}{% block x %}{% endblock %}"},
            {"m.html", ""},
            {"p.html", "{% include 'q.html' ignore missing %}"},
            {"z.html", ""}});
  CHECK(t.set.needs("a.html") == Views{"a.html", "goc.html", "m.html", "p.html"});
  CHECK(t.set.needs("z.html") == Views{"z.html"});
  CHECK(t.set.needs("khong.html").empty());
}

TEST_CASE("output is appended, and the limit counts what this render adds") {
  SetFixture t(Texts{{"a.html", "0123456789"}});
  std::string out = "đầu:";
  Limits limits;
  limits.output_bytes = 10;
  CHECK_FALSE(t.set.render("a.html", {}, t.arena, out, limits));
  CHECK(out == "đầu:0123456789");
}

TEST_CASE("many threads render one set at once with the same result") {
  const Record record;
  SetFixture t(Texts{
      {"a.html",
       "{% extends 'goc.html' %}{% block x %}{% for i in range(200) %}{{ m(i) }}"
       "{% endfor %}{{ r.ten|upper }}{% endblock %}"},
      {"goc.html", "{% macro m(i) %}<b>{{ i }}</b>{% endmacro %}{% block x %}{% endblock %}"}});
  const std::vector<Entry> globals = {{"r", Value::object(record)}};
  const std::string expected = t.render("a.html", globals);
  CHECK(expected.ends_with("<b>199</b>ĐẤT ĐAI"));
  std::vector<std::string> printed(8);
  std::vector<std::thread> threads;
  for (std::string& out : printed) {
    threads.emplace_back([&] {
      Arena arena;
      if (t.set.render("a.html", globals, arena, out)) out = "failed";
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : printed) CHECK(out == expected);
}

TEST_CASE("a text in another language than its page says so where elements can stand") {
  const Value title = Value::text("Đất & đai").in_language("vi");
  const Value body = Value::markup("<p>Đất</p>").in_language("vi");
  const auto rendered = [&](std::string text) {
    SetFixture fixture(Texts{{"a.html", std::move(text)}});
    return fixture.render("a.html", {{"t", title}, {"b", body}});
  };
  CHECK(rendered("<p>{{ t }}</p>") == "<p><span lang=\"vi\">Đất &amp; đai</span></p>");
  CHECK(rendered("<div>{{ b }}</div>") == "<div><div lang=\"vi\"><p>Đất</p></div></div>");
  CHECK(rendered("<p title=\"{{ t }}\">x</p>") == "<p title=\"Đất &amp; đai\">x</p>");
  CHECK(rendered("<title>{{ t }}</title>") == "<title>Đất &amp; đai</title>");
  CHECK(rendered("<p>{{ t | upper }}</p>") == "<p><span lang=\"vi\">ĐẤT &amp; ĐAI</span></p>");
  CHECK(rendered("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(t) }}") ==
        "<b><span lang=\"vi\">Đất &amp; đai</span></b>");
  CHECK(rendered("{% if t == \"Đất & đai\" %}same{% endif %}") == "same");
}
