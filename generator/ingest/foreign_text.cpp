// HTML to text, text to lines, lines to Markdown.
#include "ingest/foreign_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::ingest {
namespace {

using Reference = std::pair<std::string_view, char32_t>;

// Those that editors of web pages write; others stay as they are. Vietnamese needs Latin-1's.
constexpr std::array references = {
    Reference{"amp", '&'},      Reference{"lt", '<'},       Reference{"gt", '>'},
    Reference{"quot", '"'},     Reference{"apos", '\''},    Reference{"nbsp", ' '},
    Reference{"ndash", 0x2013}, Reference{"mdash", 0x2014}, Reference{"hellip", 0x2026},
    Reference{"ldquo", 0x201C}, Reference{"rdquo", 0x201D}, Reference{"lsquo", 0x2018},
    Reference{"rsquo", 0x2019}, Reference{"laquo", 0xAB},   Reference{"raquo", 0xBB},
    Reference{"bull", 0x2022},  Reference{"middot", 0xB7},  Reference{"times", 0xD7},
    Reference{"deg", 0xB0},     Reference{"sup2", 0xB2},    Reference{"sup3", 0xB3},
    Reference{"frac12", 0xBD},  Reference{"le", 0x2264},    Reference{"ge", 0x2265},
    Reference{"Agrave", 0xC0},  Reference{"Aacute", 0xC1},  Reference{"Acirc", 0xC2},
    Reference{"Atilde", 0xC3},  Reference{"Egrave", 0xC8},  Reference{"Eacute", 0xC9},
    Reference{"Ecirc", 0xCA},   Reference{"Igrave", 0xCC},  Reference{"Iacute", 0xCD},
    Reference{"Ograve", 0xD2},  Reference{"Oacute", 0xD3},  Reference{"Ocirc", 0xD4},
    Reference{"Otilde", 0xD5},  Reference{"Ugrave", 0xD9},  Reference{"Uacute", 0xDA},
    Reference{"Yacute", 0xDD},  Reference{"agrave", 0xE0},  Reference{"aacute", 0xE1},
    Reference{"acirc", 0xE2},   Reference{"atilde", 0xE3},  Reference{"egrave", 0xE8},
    Reference{"eacute", 0xE9},  Reference{"ecirc", 0xEA},   Reference{"igrave", 0xEC},
    Reference{"iacute", 0xED},  Reference{"ograve", 0xF2},  Reference{"oacute", 0xF3},
    Reference{"ocirc", 0xF4},   Reference{"otilde", 0xF5},  Reference{"ugrave", 0xF9},
    Reference{"uacute", 0xFA},  Reference{"yacute", 0xFD}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// The character that `&…;` at `at` stands for, and where it ends.
std::optional<std::pair<char32_t, std::size_t>> reference_at(std::string_view text,
                                                             std::size_t at) {
  const std::size_t end = text.substr(at, 12).find(';');
  if (end == std::string_view::npos || end < 2) return std::nullopt;
  std::string_view name = text.substr(at + 1, end - 1);
  if (name.front() != '#') {
    for (const auto& [known, character] : references) {
      if (known == name) return std::pair(character, at + end + 1);
    }
    return std::nullopt;
  }
  name.remove_prefix(1);
  const bool is_hex = name.starts_with('x') || name.starts_with('X');
  if (is_hex) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [last, error] =
      std::from_chars(name.data(), name.data() + name.size(), code, is_hex ? 16 : 10);
  if (name.empty() || error != std::errc() || last != name.data() + name.size())
    return std::nullopt;
  const bool is_character = code != 0 && code <= 0x10FFFF && !(code >= 0xD800 && code < 0xE000);
  return std::pair(is_character ? static_cast<char32_t>(code) : U'\uFFFD', at + end + 1);
}

/// Where the tag or comment at `at` ends, behind its '>'; nothing when none begins there.
std::optional<std::size_t> tag_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at + 1);
  if (rest.starts_with("!--")) {
    const std::size_t end = text.find("-->", at + 4);
    return end == std::string_view::npos ? text.size() : end + 3;
  }
  const bool begins = !rest.empty() && (is_letter(rest[0]) || rest[0] == '!' || rest[0] == '?' ||
                                        (rest[0] == '/' && rest.size() > 1 && is_letter(rest[1])));
  if (!begins) return std::nullopt;
  // No tag that is meant is longer, and a text full of '<' must not take the square of its length.
  constexpr std::size_t longest_tag = 2048;
  const std::size_t last = std::min(text.size(), at + longest_tag);
  char quoted = 0;
  for (std::size_t i = at + 1; i < last; ++i) {
    if (quoted != 0) {
      if (text[i] == quoted) quoted = 0;
    } else if (text[i] == '"' || text[i] == '\'') {
      quoted = text[i];
    } else if (text[i] == '>') {
      return i + 1;
    }
  }
  return std::nullopt;
}

/// The web address of `<a href=…>`, or "".
std::string link_target(std::string_view tag) {
  const std::size_t at = lower(tag).find("href=");
  if (at == std::string_view::npos) return {};
  std::string_view value = tag.substr(at + 5);
  const bool is_quoted = value.starts_with('"') || value.starts_with('\'');
  const std::size_t end = is_quoted ? value.find(value.front(), 1) : value.find_first_of(" >");
  value = value.substr(is_quoted ? 1 : 0, end == std::string_view::npos ? end : end - is_quoted);
  const bool is_web = value.starts_with("http://") || value.starts_with("https://");
  return is_web ? std::string(value) : std::string();
}

/// Writes the text of HTML, a tag at a time.
class HtmlText {
 public:
  std::string take(std::string_view html) {
    for (std::size_t i = 0; i < html.size();) {
      if (html[i] == '<') {
        if (const auto end = tag_end(html, i)) {
          i = take_tag(html, i, *end);
          continue;
        }
      }
      if (html[i] == '&') {
        if (const auto found = reference_at(html, i)) {
          text::append_code_point(out_, found->first);
          i = found->second;
          continue;
        }
      }
      out_ += html[i++];
    }
    return std::move(out_);
  }

 private:
  /// Where to go on.
  std::size_t take_tag(std::string_view html, std::size_t from, std::size_t end) {
    const std::string_view tag = html.substr(from, end - from);
    const bool closes = tag.size() > 1 && tag[1] == '/';
    std::size_t name_end = closes ? 2 : 1;
    const std::size_t name_from = name_end;
    while (name_end < tag.size() && (is_letter(tag[name_end]) || is_digit(tag[name_end])))
      ++name_end;
    const std::string name = lower(tag.substr(name_from, name_end - name_from));
    if (!closes && (name == "script" || name == "style" || name == "iframe" || name == "object"))
      return skip_element(html, end, name);
    if (name == "br") {
      out_ += '\n';
    } else if (name == "li") {
      out_ += closes ? "\n" : "\n- ";
    } else if (name == "td" || name == "th") {
      if (closes) out_ += " | ";
    } else if (name == "tr") {
      if (closes && out_.ends_with(" | ")) out_.erase(out_.size() - 3);
      out_ += '\n';
    } else if (name == "p" || name == "div" || name == "ul" || name == "ol" || name == "table" ||
               (name.size() == 2 && name[0] == 'h' && is_digit(name[1]))) {
      out_ += "\n\n";
    } else if (name == "a") {
      take_link(tag, closes);
    }
    return end;
  }

  void take_link(std::string_view tag, bool closes) {
    if (!closes) {
      link_ = link_target(tag);
      link_from_ = out_.size();
    } else if (!link_.empty()) {
      if (out_.find(link_, link_from_) == std::string::npos) out_ += " (" + link_ + ")";
      link_.clear();
    }
  }

  /// Behind the closing tag of an element whose content is no text; the end when it never closes.
  static std::size_t skip_element(std::string_view html, std::size_t from,
                                  const std::string& name) {
    for (std::size_t at = html.find("</", from); at != std::string_view::npos;
         at = html.find("</", at + 2)) {
      if (lower(html.substr(at + 2, name.size())) != name) continue;
      const std::size_t end = html.find('>', at);
      return end == std::string_view::npos ? html.size() : end + 1;
    }
    return html.size();
  }

  std::string out_;
  std::string link_;
  std::size_t link_from_ = 0;
};

bool is_invisible(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xAD ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

/// '+', '-' or '*' when the line is an item of a list, else 0.
char item_mark(std::string_view line) {
  const bool is_item = line.size() > 2 && line[1] == ' ' &&
                       std::string_view("+-*").find(line[0]) != std::string_view::npos;
  return is_item ? line[0] : '\0';
}

void append_escaped(std::string& out, std::string_view line) {
  const auto is_word = [&](std::size_t i) {
    return i < line.size() &&
           (is_letter(line[i]) || is_digit(line[i]) || static_cast<unsigned char>(line[i]) >= 0x80);
  };
  if (line.find_first_not_of("-=_:| ") == std::string_view::npos && !line.empty()) out += '\\';
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool is_active = std::string_view("\\`*[]<>&~").find(c) != std::string_view::npos ||
                           (c == '_' && !(i > 0 && is_word(i - 1) && is_word(i + 1))) ||
                           (i == 0 && (c == '#' || c == '+' || c == '-')) ||
                           // A year before a full stop would begin a numbered list.
                           (i == digits && digits > 2 && (c == '.' || c == ')'));
    if (is_active && !(i == 0 && out.ends_with('\\'))) out += '\\';
    out += c;
  }
}

}  // namespace

bool holds_html(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<' && tag_end(text, i)) return true;
    if (text[i] == '&' && reference_at(text, i)) return true;
  }
  return false;
}

std::string text_of_html(std::string_view html) { return HtmlText().take(html); }

std::string tidy_lines(std::string_view text) {
  std::string visible;
  visible.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, i);
    if (is_invisible(c)) continue;
    text::append_code_point(visible, c != '\n' && text::is_space(c) ? U' ' : c);
  }
  std::string out;
  bool gap = false;
  for (const std::string_view line : lines_of(visible)) {
    std::string tidy;
    for (const char c : text::trim(line)) {
      if (c != ' ' || !tidy.ends_with(' ')) tidy += c;
    }
    if (tidy.empty()) {
      gap = true;
      continue;
    }
    if (!out.empty()) out += gap ? "\n\n" : "\n";
    gap = false;
    out += tidy;
  }
  return text::to_nfc(out);
}

std::string one_line(std::string_view text) {
  std::string out = tidy_lines(text);
  for (std::size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at))
    out.replace(at, out[at + 1] == '\n' ? 2 : 1, " ");
  return out;
}

std::string markdown_of_text(std::string_view text) {
  std::string out;
  char first_mark = 0;  // What the outer items of the list being written begin with.
  bool after_item = false;
  for (const std::string_view line : lines_of(text)) {
    if (line.empty()) continue;
    const char mark = item_mark(line);
    if (!out.empty()) out += mark != 0 && after_item ? "\n" : "\n\n";
    if (mark == 0) {
      append_escaped(out, line);
      first_mark = 0;
    } else {
      if (first_mark == 0) first_mark = mark;
      // Plans and decrees write "-" outside and "+" inside, or the other way round.
      out += mark == first_mark ? "- " : "  - ";
      append_escaped(out, line.substr(2));
    }
    after_item = mark != 0;
  }
  return out;
}

}  // namespace minhbach::ingest
