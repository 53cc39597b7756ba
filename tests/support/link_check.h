// Follows every link of a built portal inside its own output, as a reader's browser would.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/url.h"

/// One attribute of a start tag.
struct HtmlAttribute {
  std::string tag, name, value;  ///< `value` with the references that our pages use undone.
};

inline std::string undo_references(std::string_view text) {
  static const std::map<std::string_view, char> known{
      {"&amp;", '&'},  {"&lt;", '<'},  {"&gt;", '>'},  {"&quot;", '"'},
      {"&#39;", '\''}, {"&#34;", '"'}, {"&nbsp;", ' '}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    const auto reference =
        end == std::string_view::npos ? known.end() : known.find(text.substr(i, end - i + 1));
    if (reference == known.end()) {
      out += text[i++];
    } else {
      out += reference->second;
      i = end + 1;
    }
  }
  return out;
}

/// A `srcset` as one `src` for each of its addresses; any other attribute as it is.
inline std::vector<HtmlAttribute> single_links(const HtmlAttribute& attribute) {
  if (attribute.name != "srcset") return {attribute};
  std::vector<HtmlAttribute> out;
  std::string_view rest = attribute.value;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(", "));
    out.push_back({attribute.tag, "src", std::string(one.substr(0, one.find(' ')))});
    rest.remove_prefix(std::min(one.size() + 2, rest.size()));
  }
  return out;
}

/// All attributes of a page, in order. Scripts' and comments' insides are passed over.
inline std::vector<HtmlAttribute> attributes_of(std::string_view html) {
  std::vector<HtmlAttribute> out;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      at = std::min(html.find("-->", at), html.size());
      continue;
    }
    std::size_t i = ++at;
    while (i < html.size() && (std::isalnum(static_cast<unsigned char>(html[i])) || html[i] == '-'))
      ++i;
    const std::string tag(html.substr(at, i - at));
    if (tag.empty()) continue;
    while (i < html.size() && html[i] != '>') {
      if (std::isspace(static_cast<unsigned char>(html[i])) || html[i] == '/') {
        ++i;
        continue;
      }
      const std::size_t name_end = std::min(html.find_first_of("= \n\t>/", i), html.size());
      HtmlAttribute attribute{tag, std::string(html.substr(i, name_end - i)), {}};
      i = name_end;
      if (i < html.size() && html[i] == '=') {
        const char quote = html[++i];
        const bool quoted = quote == '"' || quote == '\'';
        const std::size_t from = quoted ? i + 1 : i;
        const std::size_t to = quoted ? html.find(quote, from) : html.find_first_of(" \n\t>", from);
        attribute.value = undo_references(html.substr(from, to - from));
        i = quoted ? to + 1 : to;
      }
      out.push_back(std::move(attribute));
    }
    at = tag == "script" ? html.find("</script", i) : i;
  }
  return out;
}

/// What is wrong with the links of a portal: targets that no output file answers, anchors that are
/// not on the page, and style sheets, scripts, fonts or pictures of another origin. `files`: the
/// output, by path. One line each, sorted, each target once a page.
inline std::set<std::string> broken_links(const std::map<std::string, std::string>& files,
                                          const std::string& base_path,
                                          const std::string& endpoint) {
  std::map<std::string, std::set<std::string>> ids;
  for (const auto& [path, bytes] : files) {
    if (!path.ends_with(".html")) continue;
    for (const HtmlAttribute& attribute : attributes_of(bytes)) {
      if (attribute.name == "id") ids[path].insert(attribute.value);
    }
  }
  std::set<std::string> problems;
  for (const auto& [path, bytes] : files) {
    if (!path.ends_with(".html")) continue;
    std::vector<HtmlAttribute> attributes;
    for (const HtmlAttribute& attribute : attributes_of(bytes)) {
      for (HtmlAttribute& one : single_links(attribute)) attributes.push_back(std::move(one));
    }
    for (const HtmlAttribute& attribute : attributes) {
      const std::string& value = attribute.value;
      const bool is_link =
          attribute.name == "href" || attribute.name == "src" || attribute.name == "action";
      if (attribute.name == "style" || attribute.name.starts_with("on")) {
        problems.insert(path + ": " + attribute.tag + " has " + attribute.name);
      }
      if (!is_link) continue;
      const bool absolute = value.find("://") != std::string::npos || value.starts_with("//");
      if (absolute || value.starts_with("mailto:") || value.starts_with("tel:")) {
        // A page may lead to another origin; it may not load from one. Canonical addresses are
        // absolute.
        const bool is_sent =
            attribute.tag == "form" && !endpoint.empty() && value.starts_with(endpoint + "/");
        if (attribute.tag != "a" && attribute.tag != "link" && !is_sent)
          problems.insert(path + ": " + attribute.tag + " loads " + value);
        continue;
      }
      const std::size_t hash = value.find('#');
      const std::string anchor =
          hash == std::string::npos ? "" : minhbach::decode_path(value.substr(hash + 1));
      std::string target = value.substr(0, std::min(hash, value.find('?')));
      std::string file = path;
      if (!target.empty()) {
        if (!target.starts_with(base_path)) {
          problems.insert(path + ": " + value + " is not under " + base_path);
          continue;
        }
        file = minhbach::output_path("/" + minhbach::decode_path(target.substr(base_path.size())));
        if (!files.contains(file)) {
          problems.insert(path + ": " + value + " leads to no file");
          continue;
        }
      }
      if (!anchor.empty() && !ids[file].contains(anchor))
        problems.insert(path + ": " + value + " leads to no element");
    }
    // <link> of a style sheet, icon or font: same origin.
    std::string rel, href;
    for (const HtmlAttribute& attribute : attributes_of(bytes)) {
      if (attribute.tag != "link") continue;
      if (attribute.name == "rel") rel = attribute.value;
      if (attribute.name == "href") href = attribute.value;
      const bool loads = rel == "stylesheet" || rel.find("icon") != std::string::npos ||
                         rel == "preload" || rel == "modulepreload";
      if (attribute.name == "href" && loads && href.find("//") != std::string::npos)
        problems.insert(path + ": link loads " + href);
    }
  }
  for (const auto& [path, bytes] : files) {
    if (path.ends_with(".css") &&
        (bytes.find("url(http") != std::string::npos || bytes.find("url(//") != std::string::npos ||
         bytes.find("url(\"http") != std::string::npos ||
         bytes.find("@import") != std::string::npos)) {
      problems.insert(path + ": loads from elsewhere");
    }
  }
  return problems;
}
