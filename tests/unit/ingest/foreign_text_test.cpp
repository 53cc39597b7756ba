// Text of other systems: HTML taken out, lines tidied, Markdown kept from meaning anything.
#include "ingest/foreign_text.h"

#include "markdown/markdown.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::ingest;

namespace {

std::string tidy(std::string_view html) { return tidy_lines(text_of_html(html)); }

std::string shown(std::string_view text) {
  std::vector<Diagnostic> problems;
  const SourceText source("a.md", markdown_of_text(tidy_lines(text)));
  return markdown::render_markdown(source, source.text(), 1, {}, problems).html;
}

}  // namespace

TEST_CASE("HTML gives its text, in lines") {
  CHECK(tidy("<p>M&ocirc;t&nbsp; &amp; hai</p><p>Ba<br/>b&#7889;n</p>") == "Môt & hai\n\nBa\nbốn");
  CHECK(tidy("<ul><li>Một</li><li>Hai</li></ul>") == "- Một\n\n- Hai");
  CHECK(tidy("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a | b\n\nc");
  CHECK(tidy("<a href=\"https://x.vn/a\">Xem</a>") == "Xem (https://x.vn/a)");
  CHECK(tidy("<a href=\"javascript:alert(1)\">Xem</a>") == "Xem");
}

TEST_CASE("scripts, styles, comments and attributes are no text") {
  CHECK(tidy("a<script>alert('</p>')</script>b<style>p{}</style>c<!-- d -->e") == "abce");
  CHECK(tidy("a<script>never closed") == "a");
  CHECK(tidy("<img src=x onerror=\"alert('>')\">b") == "b");
  CHECK(tidy("a &lt;script&gt;alert(1)&lt;/script&gt;") == "a <script>alert(1)</script>");
}

TEST_CASE("a sign that begins no tag stays") {
  CHECK_FALSE(holds_html("x < 5 && y > 3; a<"));
  CHECK(tidy("x < 5 & y > 3") == "x < 5 & y > 3");
  CHECK(tidy("a &khong; b") == "a &khong; b");
  CHECK(holds_html("a <b>c</b>"));
  CHECK(holds_html("a&nbsp;b"));
}

TEST_CASE("lines are tidied and what cannot be seen goes") {
  CHECK(tidy_lines("  a\t b \r\n\n\n\nc\xE2\x80\x8B\x01 ") == "a b\n\nc");
  CHECK(one_line("Thông tư \t226/2016\n\n/TT-BTC") == "Thông tư 226/2016 /TT-BTC");
  CHECK(tidy_lines("a\xCC\x81") == "á");
}

TEST_CASE("plain text looks the same when Markdown is made of it") {
  CHECK(shown("*a* _b_ [c](d) `e` <f> # g &amp; a_b") ==
        "<p>*a* _b_ [c](d) `e` &lt;f&gt; # g &amp;amp; a_b</p>\n");
  CHECK(shown("# a\n2024. b\n---\n===\n> c") ==
        "<p># a</p>\n<p>2024. b</p>\n<p>---</p>\n<p>===</p>\n<p>&gt; c</p>\n");
  CHECK(shown("~~a~~ \\b") == "<p>~~a~~ \\b</p>\n");
  CHECK(shown("+84 và -5") == "<p>+84 và -5</p>\n");
}

TEST_CASE("items become lists, two kinds of them two levels") {
  CHECK(markdown_of_text("Gồm:\n- a\n+ b\n+ c\n- d\nhết") ==
        "Gồm:\n\n- a\n  - b\n  - c\n- d\n\nhết");
}

TEST_CASE("hostile text is read in a moment") {
  std::string opened, references;
  for (int i = 0; i < 200'000; ++i) opened += "<a \"";
  for (int i = 0; i < 200'000; ++i) references += "&#";
  CHECK(tidy(opened).size() > 0);
  CHECK(tidy(references).size() > 0);
}
