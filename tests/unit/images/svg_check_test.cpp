// Drawings that are nothing but drawings, and all the ways out of one.
#include "images/svg_check.h"

#include "support/catch.h"

using namespace minhbach::images;

namespace {

/// "2 <script>"; "" for a clean one.
std::string problem(const std::string& inside) {
  const std::optional<SvgProblem> found = svg_problem(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n" +
      inside + "\n</svg>");
  return found ? fmt::format("{} {}", found->line, found->what) : "";
}

}  // namespace

TEST_CASE("a drawing with text, references inside and pictures in itself is clean") {
  CHECK(problem("<style>.a { fill: url(#mau); }</style><use xlink:href=\"#a\"/>"
                "<rect style=\"fill:url('#mau')\" fill=\"url(#mau)\"/><text>on the road</text>"
                "<image href=\"data:image/png;base64,AAAA\"/>"
                "<animate attributeName=\"x\" values=\"1;2\"/>") == "");
}

TEST_CASE("script in any dress is found in its line") {
  CHECK(problem("<script>alert(1)</script>") == "2 <script>");
  CHECK(problem("<g>\n<rect onload=\"x()\"/></g>") == "3 onload");
  CHECK(problem("<rect OnClick=\"x()\"/>") == "2 OnClick");
  CHECK(problem("<a href=\"javascript:x()\"/>") == "2 href=javascript:x()");
  CHECK(problem("<a xlink:href=\" java\nscript:x()\"/>").starts_with("2 href="));
  CHECK(problem("<set attributeName=\"xlink:href\" to=\"javascript:x()\"/>") ==
        "2 attributeName=xlink:href");
  CHECK(problem("<foreignObject><p/></foreignObject>") == "2 <foreignObject>");
  CHECK(problem("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\"/>") == "2 <script>");
  CHECK(problem("<image href=\"data:image/svg+xml,x\"/>").starts_with("2 href="));
}

TEST_CASE("what would be loaded from elsewhere is found") {
  CHECK(problem("<image href=\"https://a.example/x.png\"/>") == "2 href=https://a.example/x.png");
  CHECK(problem("<use href=\"khac.svg#a\"/>") == "2 href=khac.svg#a");
  CHECK(problem("<rect fill=\"url(https://a.example/#x)\"/>").starts_with("2 fill=url("));
  CHECK(problem("<style>@import 'https://a.example/x.css';</style>") == "2 @import");
  CHECK(problem("<style>a{background:u\\72l(//a.example)}</style>") == "2 \\");
  CHECK(problem("<style>\n@font-face{src: url( 'https://a.example/f')}</style>").find("url(") !=
        std::string::npos);
}

TEST_CASE("document types, style sheets of elsewhere and broken XML are refused") {
  CHECK(svg_problem("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>")
            ->what == "<!DOCTYPE");
  CHECK(svg_problem("<?xml-stylesheet href=\"https://a.example\"?><svg/>")->what ==
        "<?xml-stylesheet");
  CHECK(svg_problem("<svg><g></svg>")->what.empty());
  CHECK(svg_problem("<svg>")->what.empty());
}

TEST_CASE("addresses of elsewhere are found whatever function of a style takes them") {
  CHECK(problem("<style>a{background:image-set(\"https://a.example/x\" 1x)}</style>") ==
        "2 image-set(");
  CHECK(problem("<style>a{background:src(\"https://a.example/x\")}</style>") == "2 src(");
  CHECK(problem("<style>a{background:moi(\"//a.example/x\")}</style>") == "2 //");
  CHECK(problem("<rect style=\"fill:moi('//a.example/x')\"/>") == "2 style=//");
  CHECK(problem("<style><g/>@import 'a.css';</style>") == "2 <style><g>");
  CHECK(problem("<style>a{fill:url(data:image/png;base64,AA//BB/////C)}</style>") == "");
}

TEST_CASE("a drawing is judged by its names, whatever their prefix and the encoding") {
  CHECK(svg_problem("<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:script/></x:svg>")->what ==
        "<script>");
  CHECK(svg_problem("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>")->what == "<html>");
  CHECK(svg_problem("<g xmlns=\"http://www.w3.org/2000/svg\"/>")->what == "<g>");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("<?xml-stylesheet href=\"a\"?><svg/>"))
    wide.append(1, c).append(1, '\0');
  CHECK(svg_problem(wide)->what == "<?xml-stylesheet");
}
