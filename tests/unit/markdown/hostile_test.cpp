// Bodies meant to harm: disguised links, deep nesting, floods. None may hang, crash or get through.
#include "markdown/limits.h"
#include "markdown/target.h"
#include "rendered.h"
#include "support/catch.h"

using namespace minhbach;
using markdown::TargetKind;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("addresses that a browser might run are refused in every disguise") {
  for (const std::string_view link : {"[a](javascript:alert(1))",
                                      "[a](JaVaScRiPt:alert(1))",
                                      "[a](vbscript:x)",
                                      "[a](data:text/html,x)",
                                      "[a](file:///etc/passwd)",
                                      "[a](&#106;avascript:alert(1))",
                                      "[a](&#x6A;avascript&colon;alert(1))",
                                      "[a](java&Tab;script:alert(1))",
                                      "[a](java&NewLine;script:alert(1))",
                                      "[a](&#1;javascript:x)",
                                      "[a](<  javascript:x>)",
                                      "[a](javascript\\:x)",
                                      "<javascript:alert(1)>",
                                      "[a][b]\n\n[b]: javascript:x",
                                      "[a](blob:x)",
                                      "[a](view-source:https://a.vn)",
                                      "[a](ftp://a.vn)",
                                      "[a](https:a.vn)",
                                      "[a](http:///a)",
                                      "[a](https://)",
                                      "[a](mailto:)",
                                      "[a](&#x7f;x.md)",
                                      "[![ảnh](a.png)](javascript:x)",
                                      "[a](<&#32;javascript:x>)"}) {
    CAPTURE(link);
    const Rendered out = render(link);
    CHECK(out.codes().size() == 1);
    CHECK(out.document.html.find("<a") == std::string::npos);
    CHECK(out.document.html.find("href") == std::string::npos);
  }
}

TEST_CASE("addresses that take the page's scheme are refused") {
  for (const std::string_view link :
       {"[a](//a.vn/x)", "[a](\\\\\\\\a.vn)", "[a](/\\\\a.vn)", "[a](<\\\\/a.vn>)"}) {
    CAPTURE(link);
    const Rendered out = render(link);
    CHECK(out.codes() == Codes{"MB0607 1:1"});
    CHECK(out.document.html == "<p>a</p>\n");
  }
}

TEST_CASE("kinds of addresses") {
  CHECK(markdown::classify_target("a:b") == TargetKind::refused);
  CHECK(markdown::classify_target("a/b:c") == TargetKind::site);
  CHECK(markdown::classify_target("#a:b") == TargetKind::site);
  CHECK(markdown::classify_target("?a:b") == TargetKind::site);
  CHECK(markdown::classify_target("1:b") == TargetKind::site);
  CHECK(markdown::classify_target("javascript%3Aalert(1)") == TargetKind::site);
  CHECK(markdown::classify_target("HTTPS://A.vn") == TargetKind::external);
  CHECK(markdown::classify_target(" https://a.vn") == TargetKind::external);
  CHECK(markdown::classify_target("java\tscript:x") == TargetKind::refused);
  CHECK(markdown::classify_target("   ") == TargetKind::refused);
  CHECK(markdown::classify_target("") == TargetKind::empty);
}

TEST_CASE("no text of an author gets out of its attribute or element") {
  const Rendered out = render(
      "[\"><script>](x.md \"\\\"><script>\")\n![\"'><img onerror=x>](a.png \"' onload=x\")\n\n"
      "`<script>` &lt;script&gt; <https://a.vn/\"onclick=x>\n\n## <script>\"\n\n| <td onclick=x> "
      "|\n|-|\n");
  CHECK(out.document.html.find("<script") == std::string::npos);
  CHECK(out.document.html.find("<img onerror") == std::string::npos);
  CHECK(out.document.html.find("<td onclick") == std::string::npos);
  CHECK(out.document.html.find("\"onclick") == std::string::npos);
}

TEST_CASE("content nested past the limit is refused with its place") {
  for (const std::string& body : {repeat("> ", 10'000) + "x\n", repeat(">", 10'000) + "x\n",
                                  repeat("- ", 10'000) + "x\n", repeat("1. ", 10'000) + "x\n"}) {
    const Rendered out = render(body);
    REQUIRE(out.codes().size() == 1);
    CHECK(out.codes()[0].starts_with("MB0602 1:"));
    CHECK(out.document.html.empty());
  }
  std::string lists;
  for (std::size_t i = 0; i < 1000; ++i) lists += std::string(2 * i, ' ') + "- x\n";
  CHECK(render(lists).codes().size() == 1);
  CHECK(render(repeat("**a ", 5'000) + repeat("a** ", 5'000)).codes().size() == 1);
  CHECK(render(repeat("> ", 90) + "x\n").problems.empty());
}

TEST_CASE("deep brackets and unclosed marks end") {
  for (const std::string_view part :
       {"[",    "![",       "]",      "[a](",   "[a](<b", "**a ", "*a_ ",     "_a__",
        "`a``", "<!--",     "<?",     "<a b='", "&#",     "&amp", "a**b~c_ ", "~a ",
        "~~a~", "[^a",      "[^1]:",  "\\",     "|",      "| - ", "www.",     "http://",
        "a@",   "[a]: b\n", "![[]()", "[ (](",  "<>",     "__a "}) {
    CAPTURE(part);
    const Rendered out = render(repeat(part, 3'000));
    CHECK(out.problems.size() <= 102);
  }
}

TEST_CASE("an ampersand soup comes out escaped") {
  const Rendered out = render(repeat("&&amp;&lt&#0;&#xFFFFFFFF;&nbsp;", 1'000));
  CHECK(out.document.html.find("&&") == std::string::npos);
  CHECK(out.problems.empty());
}

TEST_CASE("NUL and bytes that are not UTF-8 become the replacement character") {
  CHECK(render(std::string("a\0b", 3)).document.html == "<p>a\uFFFDb</p>\n");
  CHECK(render("a\xFF"
               "b")
            .document.html == "<p>a\uFFFDb</p>\n");
  CHECK(render("\xC0\xAF"
               "b")
            .document.html.find('\xC0') == std::string::npos);
  CHECK(render("\xEF\xBB\xBF## a\n").document.outline.size() == 1);
}

TEST_CASE("a line of a million letters is a paragraph") {
  CHECK(render(std::string(1'000'000, 'a')).document.html.size() == 1'000'008);
}

TEST_CASE("a million faults on one line are a hundred, a count, and no copies of the line") {
  const Rendered out = render(repeat("<b>", 100'000) + "![](x.png)");
  REQUIRE(out.problems.size() == 102);
  CHECK(out.problems[0].source_line.empty());
  CHECK(out.problems[100].message->code == "MB0609");
  CHECK(out.problems[101].message->code == "MB0617");
  CHECK(out.problems[101].arguments == std::vector<std::string>{"99900"});
}

TEST_CASE("a body past the size limit is refused") {
  const Rendered out = render(repeat("a\n", markdown::largest_body / 2 + 1));
  CHECK(out.codes() == Codes{"MB0601 1:0"});
  CHECK(out.problems[0].arguments == std::vector<std::string>{"17", "16"});
}

TEST_CASE("a long link definition that is referred to often is refused, a list of links is not") {
  const std::string address = repeat("b", 100'000);
  CHECK(render("[a]: " + address + "\n\n" + repeat("[a] ", 10'000)).codes() == Codes{"MB0619 1:1"});
  CHECK(render("x\n\n> [a]: b '\n" + repeat("> c\n", 50'000) + "> '\n\n" + repeat("[a] ", 10'000))
            .codes() == Codes{"MB0619 3:1"});
  std::string links;
  for (int i = 0; i < 2'000; ++i) {
    const std::string name = "[x" + std::to_string(i) + "]";
    links += name + "\n\n" + name + ": https://vi-du.vn/tai-lieu/" + std::to_string(i) + "\n";
  }
  CHECK(render(links).problems.empty());
}

TEST_CASE("a wide heading above many short rows is refused, a long table is not") {
  for (const char* end : {"\n", "\r", "\r\n"}) {
    const std::string wide =
        repeat("|a", 500) + end + repeat("|-", 500) + end + repeat(std::string("|") + end, 5'000);
    CHECK(render(wide).codes().size() == 1);
    CHECK(render(wide).document.html.empty());
  }
  const Rendered out = render("| a | b |\n|---|---|\n" + repeat("| 1 | 2 |\n", 100'000));
  CHECK(out.problems.empty());
  CHECK(out.document.html.size() > 3'000'000);
}

TEST_CASE("floods of marks that cost the parser too much are refused") {
  CHECK(render(repeat("![[]()", 30'000)).codes() == Codes{"MB0618 1:1"});
  CHECK(render("a\n\nb\n" + repeat("a@\n", 30'000)).codes() == Codes{"MB0618 20004:1"});
  CHECK(render("a " + repeat("<!A ", 20'000)).codes() == Codes{"MB0618 1:1"});
  CHECK(render("a\n" + repeat("a <?", 20'000)).codes() == Codes{"MB0618 2:1"});
  CHECK(render("www.a.b/((" + repeat(")", 80'000)).codes() == Codes{"MB0618 1:1"});
  CHECK(render("| a |\n|" + repeat("-:|", 30'000)).codes() == Codes{"MB0618 2:1"});
  CHECK(render(repeat("a <!-- b --> (c)\n", 1'000)).problems.empty());
  CHECK(render(repeat("![a](a.png)\n\n", 3'000)).problems.empty());
}

TEST_CASE("one mark past a limit is refused, as many as may be are not") {
  using namespace markdown;
  const auto check_limit = [](std::size_t most, const std::string& mark,
                              const std::string& before) {
    CHECK(render(before + repeat(mark, most)).problems.empty());
    CHECK(render(before + repeat(mark, most + 1)).codes() == Codes{"MB0618 1:1"});
  };
  check_limit(most_images, "![", "a");
  check_limit(most_at_signs, "@ ", "a");
  check_limit(most_instructions, "<?", "a");
  check_limit(most_closing_brackets, ")", "a");
  check_limit(most_bars, "a|", "");
  // Few bars, but a hundred in the heading, and rows that have none.
  const std::string heading = repeat("a|", 99) + "a\n" + repeat("-|", 99) + "-\n";
  const std::size_t rows = most_missing_cells / 98;
  CHECK(render(heading + repeat("b\n", rows)).problems.empty());
  CHECK(render(heading + repeat("b\n", rows + 1)).codes() == Codes{"MB0603 2:1"});
  const std::string definition = "[a]: " + repeat("b", 65'530) + "\n\n";  // Of 65,536 bytes.
  const std::size_t uses = most_definition_bytes / 65'536 - 1;
  CHECK(render(definition + repeat("]", uses)).problems.empty());
  CHECK(render(definition + repeat("]", uses + 1)).codes() == Codes{"MB0619 1:1"});
}

TEST_CASE("a thousand headings of one name have a thousand ids") {
  const Rendered out = render(repeat("## a\n\n", 1'000));
  CHECK(out.document.anchors.size() == 1'000);
}
