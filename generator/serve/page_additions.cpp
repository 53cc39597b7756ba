// Finds the policy and the end of a page without parsing HTML: both are where themes put them.
#include "serve/page_additions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace minhbach::serve {
namespace {

constexpr std::string_view own_origin = "'self'";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_letter(char a, char b) { return lower(a) == lower(b); }

std::size_t find_any_case(std::string_view text, std::string_view part, std::size_t from = 0) {
  const auto at =
      std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())),
                  text.end(), part.begin(), part.end(), same_letter);
  return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

std::size_t find_last_any_case(std::string_view text, std::string_view part) {
  const auto at = std::find_end(text.begin(), text.end(), part.begin(), part.end(), same_letter);
  return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = text.find_first_not_of(" \t\n\r\f", i);
    if (start == std::string_view::npos) break;
    i = std::min(text.find_first_of(" \t\n\r\f", start), text.size());
    out.emplace_back(text.substr(start, i - start));
  }
  return out;
}

using Directive = std::vector<std::string>;  ///< Its name, then its sources.

std::vector<Directive> directives_of(std::string_view policy) {
  std::vector<Directive> out;
  for (std::size_t from = 0; from <= policy.size();) {
    const std::size_t end = std::min(policy.find(';', from), policy.size());
    if (Directive words = words_of(policy.substr(from, end - from)); !words.empty()) {
      std::transform(words[0].begin(), words[0].end(), words[0].begin(), lower);
      out.push_back(std::move(words));
    }
    from = end + 1;
  }
  return out;
}

void allow_own_origin(Directive& directive) {
  std::erase_if(directive,
                [](const std::string& word) { return find_any_case(word, "'none'") == 0; });
  if (std::find(directive.begin(), directive.end(), own_origin) == directive.end())
    directive.emplace_back(own_origin);
}

std::string undo_quotes(std::string text) {
  for (const std::string_view reference : {"&#39;", "&#x27;", "&apos;"}) {
    for (std::size_t at = text.find(reference); at != std::string::npos;
         at = text.find(reference, at)) {
      text.replace(at, reference.size(), "'");
    }
  }
  return text;
}

/// Rewrites the `content` of a `<meta …>` tag that holds a policy.
std::string widen_meta(std::string_view tag) {
  const std::size_t name = find_any_case(tag, "content=");
  for (std::size_t at = name; at != std::string_view::npos;
       at = find_any_case(tag, "content=", at + 1)) {
    const std::size_t open = at + 8;
    if (open >= tag.size() || (tag[open] != '"' && tag[open] != '\'')) continue;
    const std::size_t close = tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) continue;
    const std::string policy =
        widen_policy(undo_quotes(std::string(tag.substr(open + 1, close - open - 1))));
    return fmt::format("{}\"{}\"{}", tag.substr(0, open), policy, tag.substr(close + 1));
  }
  return std::string(tag);
}

std::string widen_metas(std::string_view html) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = find_any_case(html, "<meta"); at != std::string_view::npos;
       at = find_any_case(html, "<meta", at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) break;
    const std::string_view tag = html.substr(at, end - at);
    if (find_any_case(tag, "content-security-policy") == std::string_view::npos) continue;
    out += html.substr(done, at - done);
    out += widen_meta(tag);
    done = end;
  }
  return out += html.substr(done);
}

}  // namespace

std::string widen_policy(std::string_view policy) {
  std::vector<Directive> directives = directives_of(policy);
  const auto find = [&](std::string_view name) {
    return std::find_if(directives.begin(), directives.end(),
                        [&](const Directive& d) { return d[0] == name; });
  };
  for (const char* name : {"script-src", "style-src", "connect-src"}) {
    if (find(name) != directives.end()) continue;
    const auto fallback = find("default-src");
    if (fallback == directives.end()) continue;  // Not restricted at all.
    Directive own = *fallback;
    own[0] = name;
    directives.push_back(std::move(own));
  }
  for (const char* name :
       {"script-src", "script-src-elem", "style-src", "style-src-elem", "connect-src"}) {
    if (const auto at = find(name); at != directives.end()) allow_own_origin(*at);
  }
  return fmt::format("{}", fmt::join(
                               [&] {
                                 std::vector<std::string> texts;
                                 for (const Directive& d : directives)
                                   texts.push_back(fmt::format("{}", fmt::join(d, " ")));
                                 return texts;
                               }(),
                               "; "));
}

std::string add_preview(std::string_view html, std::string_view version) {
  std::string out = widen_metas(html);
  const std::string script = fmt::format(
      "<script type=\"module\" src=\"/_minhbach/xem-truoc.js?ban={}\"></script>\n", version);
  std::size_t at = std::string::npos;
  for (const char* end : {"</body", "</html"}) {
    if (at == std::string::npos) at = find_last_any_case(out, end);
  }
  return out.insert(std::min(at, out.size()), script);
}

}  // namespace minhbach::serve
