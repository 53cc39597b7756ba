// A style sheet loses what only people read, and nothing else.
#include "pipeline/squeeze_style.h"

#include "support/catch.h"

using minhbach::pipeline::squeezed_style;

TEST_CASE("comments, indentation and empty lines go") {
  CHECK(
      squeezed_style("/* Top. */\n\n.a {\n  color: red; /* why */\n\n  margin: 0 /**/ 1px;\n}\n") ==
      ".a {\ncolor: red;  \nmargin: 0   1px;\n}\n");
  CHECK(squeezed_style("a/* parts words */b") == "a b");
  CHECK(squeezed_style("").empty());
  CHECK(squeezed_style("/* not closed").empty());
  CHECK(squeezed_style("/*/ a { }").empty());
}

TEST_CASE("what is in quotes stays") {
  for (const char* text : {".a::before { content: \"/* \\\" */\"; }", "a[b='  /*'] { }",
                           ".a { content: \"", ".a { content: '\\"})
    CHECK(squeezed_style(text) == text);
}
