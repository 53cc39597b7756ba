// Replacements, each for one declared difference of form.
#include "normal_form.h"

#include <initializer_list>
#include <regex>
#include <utility>

namespace {

using Rules = std::initializer_list<std::pair<const char*, const char*>>;

std::string apply(std::string html, Rules rules) {
  for (const auto& [pattern, replacement] : rules) {
    html = std::regex_replace(html, std::regex(pattern), replacement);
  }
  return html;
}

/// Strong text inside strong text as one, for newer versions of the reference write it so.
std::string without_nested_strong(std::string_view html) {
  std::string out;
  int depth = 0;
  while (!html.empty()) {
    const bool opens = html.starts_with("<strong>");
    const bool closes = html.starts_with("</strong>");
    if (closes) --depth;
    const std::size_t size = opens ? 8 : closes ? 9 : 1;
    if (depth == 0 || (!opens && !closes)) out += html.substr(0, size);
    if (opens) ++depth;
    html.remove_prefix(size);
  }
  return out;
}

}  // namespace

std::string normal_form_of_ours(std::string html) {
  return apply(
      without_nested_strong(html),
      {{R"rx( rel="noopener external">)rx", ">"},
       {R"rx(<picture>)rx", ""},
       {R"rx(( loading="lazy")?></picture>)rx", ">"},
       {R"rx(<h([1-6]) id="[^"]*">)rx", "<h$1>"},
       {R"rx(<pre tabindex="0">)rx", "<pre>"},
       {R"rx(<div class="bang" role="region" tabindex="0" aria-label="[^"]*">\n<table>)rx",
        "<table>"},
       {R"rx(</table>\n</div>)rx", "</table>"},
       {R"rx(<th scope="col")rx", "<th"},
       {R"rx((<t[hd]) class="giua">)rx", R"($1 align="center">)"},
       {R"rx((<t[hd]) class="phai">)rx", R"($1 align="right">)"},
       {R"rx(<li class="viec"><span class="xong" role="img" aria-label="[^"]*">☑</span>)rx",
        "<li><input checked>"},
       {R"rx(<li class="viec"><span class="chua-xong" role="img" aria-label="[^"]*">☐</span>)rx",
        "<li><input>"}});
}

std::string normal_form_of_theirs(std::string html) {
  return apply(without_nested_strong(html),
               {{R"rx( />)rx", ">"},
                {R"rx(<input [^>]*checked[^>]*>)rx", "<input checked>"},
                {R"rx(<input [^>]*disabled[^>]*>)rx", "<input>"},
                {R"rx((<t[hd]) align="left">)rx", "$1>"},
                {R"rx(<th( align="[a-z]*")?></th>)rx", "<td$1></td>"}});
}
