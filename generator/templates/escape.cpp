// The escapers.
#include "templates/escape.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/markup.h"

namespace minhbach::templates {
namespace {

constexpr std::array<bool, 256> make_table(std::string_view letters) {
  std::array<bool, 256> table{};
  for (const char c : letters) table[static_cast<unsigned char>(c)] = true;
  return table;
}

/// All that append_json_text has to look at.
constexpr std::array<bool, 256> json_bytes = [] {
  std::array<bool, 256> table = make_table("\"\\<>&'\xE2");
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
  return table;
}();

std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&#34;";
    default: return "&#39;";
  }
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string unescape(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> named[] = {
      {"&amp;", "&"}, {"&lt;", "<"},   {"&gt;", ">"},        {"&quot;", "\""}, {"&#34;", "\""},
      {"&#39;", "'"}, {"&#x27;", "'"}, {"&nbsp;", "\u00a0"}, {"&apos;", "'"}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    std::string_view letter = text.substr(i, 1);
    if (text[i] == '&') {
      for (const auto& [from, to] : named) {
        if (text.substr(i, from.size()) == from) {
          length = from.size();
          letter = to;
          break;
        }
      }
    }
    out += letter;
    i += length;
  }
  return out;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t at = text::find_markup_letter(text, 0); at < text.size();
       at = text::find_markup_letter(text, done)) {
    out.append(text, done, at - done);
    out += entity(text[at]);
    done = at + 1;
  }
  out.append(text, done);
}

std::string strip_tags(std::string_view html) {
  std::string bare;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] != '<') {
      bare += html[i++];
    } else if (html.substr(i, 4) == "<!--") {
      const std::size_t end = html.find("-->", i + 4);
      i = end == std::string_view::npos ? html.size() : end + 3;
    } else {
      const std::size_t end = html.find('>', i);
      if (end == std::string_view::npos) {
        bare += html.substr(i);
        break;
      }
      i = end + 1;
    }
  }
  std::string collapsed;
  bool gap = false;
  for (const char c : bare) {
    if (is_space(c)) {
      gap = true;
      continue;
    }
    if (gap && !collapsed.empty()) collapsed += ' ';
    gap = false;
    collapsed += c;
  }
  return unescape(collapsed);
}

std::size_t tag_length(std::string_view html) {
  const auto behind = [&](std::string_view end, std::size_t from) {
    const std::size_t at = html.find(end, from);
    return at == std::string_view::npos ? html.size() : at + end.size();
  };
  if (html.starts_with("<!--")) return behind("-->", 4);
  if (html.starts_with('&')) {
    std::size_t end = html.starts_with("&#") ? 2 : 1;
    while (end < html.size() && is_letter_or_digit(html[end])) ++end;
    return end < html.size() && html[end] == ';' ? end + 1 : 1;
  }
  if (!html.starts_with('<')) return std::min<std::size_t>(html.size(), 1);
  char quote = 0;
  for (std::size_t i = 1; i < html.size(); ++i) {
    if (quote != 0) {
      if (html[i] == quote) quote = 0;
    } else if (html[i] == '"' || html[i] == '\'') {
      quote = html[i];
    } else if (html[i] == '>') {
      return i + 1;
    }
  }
  return html.size();
}

bool is_safe_link(std::string_view link) {
  std::string scheme;
  for (const char c : link) {
    const auto byte = static_cast<unsigned char>(c);
    // Browsers drop leading blanks, and tabs and line ends anywhere; we drop more, to be safe.
    if (byte <= 0x20) continue;
    if (c == '/' || c == '?' || c == '#') return true;
    if (c == ':') {
      return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
    }
    scheme += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    // No scheme is that long: a relative link. Its ':' may come later, but only behind such a name.
    if (scheme.size() > 4096) return false;
  }
  return true;
}

bool is_safe_link_set(std::string_view links) {
  while (true) {
    const std::size_t comma = links.find(',');
    if (!is_safe_link(links.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    links.remove_prefix(comma + 1);
  }
}

void append_link_part(std::string& out, std::string_view text) {
  const std::size_t end = text.find_first_of("/?#");
  const std::string_view head = text.substr(0, end);
  std::size_t done = 0;
  for (std::size_t colon = head.find(':'); colon != std::string_view::npos;
       colon = head.find(':', colon + 1)) {
    append_escaped(out, text.substr(done, colon - done));
    out += "%3A";
    done = colon + 1;
  }
  append_escaped(out, text.substr(done));
}

void append_json_text(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  std::size_t from = 0;
  const auto put = [&](std::size_t at, std::string_view instead, std::size_t size = 1) {
    out.append(text, from, at - from);
    out += instead;
    from = at + size;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!json_bytes[byte]) continue;
    switch (byte) {
      case '"': put(i, "\\\""); break;
      case '\\': put(i, "\\\\"); break;
      case '\n': put(i, "\\n"); break;
      case '\r': put(i, "\\r"); break;
      case '\t': put(i, "\\t"); break;
      case '\b': put(i, "\\b"); break;
      case '\f': put(i, "\\f"); break;
      case 0xE2:  // The two line ends that JavaScript knows besides.
        if (text.substr(i, 3) == "\xE2\x80\xA8") put(i, "\\u2028", 3);
        if (text.substr(i, 3) == "\xE2\x80\xA9") put(i, "\\u2029", 3);
        break;
      default: {
        const char escaped[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
        put(i, {escaped, sizeof escaped});
      }
    }
  }
  out.append(text, from);
}

}  // namespace minhbach::templates
