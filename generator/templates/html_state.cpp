// The state machine over literal text.
#include "templates/html_state.h"

#include <algorithm>

namespace minhbach::templates {
namespace {

using At = HtmlState::At;
using Link = HtmlState::Link;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); }

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Behind a prefix such as xlink: they are links too.
constexpr std::string_view link_attributes[] = {
    "href", "src",      "action",   "formaction", "poster", "cite",    "data",    "background",
    "icon", "longdesc", "manifest", "codebase",   "ping",   "classid", "profile", "base"};
// Begins the name of an attribute whose first part is not known.
constexpr std::string_view torn_name = "…";
constexpr std::string_view raw_elements[] = {"style",   "xmp",      "iframe",
                                             "noembed", "noframes", "plaintext"};
// Not "importmap": that says which programs run.
constexpr std::string_view data_types[] = {"application/ld+json", "application/json",
                                           "speculationrules"};

void begin_value(HtmlState& state, At at) {
  state.at = at;
  state.word.clear();
  state.link_set = state.attribute == "srcset" || state.attribute == "imagesrcset";
  const std::string_view name = state.attribute;
  const bool is_link = is_one_of(name.substr(name.rfind(':') + 1), link_attributes);
  state.link = state.link_set || is_link ? Link::start : Link::none;
}

void end_value(HtmlState& state) {
  if (state.tag == "script" && state.attribute == "type") state.script_type += '\n';
  state.at = At::in_tag;
  state.attribute.clear();
  state.word.clear();
  state.link = Link::none;
  state.link_set = false;
}

/// Behind the '>' of a tag.
void end_tag(HtmlState& state) {
  end_value(state);
  const bool opens = !state.closing_tag;
  state.closing_tag = state.torn = state.torn_tag = false;
  state.http_equiv = state.printed_content = false;
  state.at = At::text;
  if (opens && state.tag == "script") {
    // Without a type it is a program; so is one whose type is itself a printed value.
    const std::string_view types = state.script_type;
    const bool is_data = is_one_of(types.substr(0, types.find('\n')), data_types);
    state.at = is_data ? At::json : At::script;
  } else if (opens && (state.tag == "style" || state.tag == torn_name ||
                       (!state.xml && is_one_of(state.tag, raw_elements)))) {
    state.at = At::raw_text;
  } else if (opens && !state.xml && (state.tag == "title" || state.tag == "textarea")) {
    state.at = At::rcdata;
  }
  state.script_type.clear();
  if (state.at == At::text) state.tag.clear();
}

/// Behind '&' in a link, which may be the beginning of "&#58;" or "&colon;".
void read_link_entity(HtmlState& state, char c) {
  if (c != '#' && !is_letter(c)) return forget_link(state);
  state.word += c;
  if (c == '#' || state.word == "&colon") state.link = Link::forbidden;
}

void read_link(HtmlState& state, char c) {
  if (state.link == Link::none || state.link == Link::forbidden) return;
  if (state.link == Link::entity) {
    read_link_entity(state, c);
    if (state.link != Link::unknown) return;
  }
  if (state.link_set && c == ',') {
    state.link = Link::start;
    state.word.clear();
    return;
  }
  if (state.link == Link::settled) return;
  if (is_space(c)) {
    if (state.link_set && state.link != Link::start) state.link = Link::settled;
    return;
  }
  if (c == '/' || c == '?' || c == '#') {
    state.link = Link::settled;
    state.word.clear();
  } else if (c == '&') {
    state.link = Link::entity;
    state.word = c;
  } else if (c == ':') {
    static constexpr std::string_view safe[] = {"http", "https", "mailto", "tel"};
    const bool is_safe = state.link == Link::scheme && is_one_of(state.word, safe);
    state.link = is_safe ? Link::settled : Link::forbidden;
    if (is_safe) {
      state.word.clear();
    } else {
      state.word += ':';
    }
  } else if (state.link != Link::unknown) {
    state.link = Link::scheme;
    state.word += lower(c);
  }
}

void read_value(HtmlState& state, char c) {
  read_link(state, c);
  if (state.tag == "script" && state.attribute == "type") state.script_type += lower(c);
}

/// Reads one letter inside an element whose text is not markup: only its closing tag ends it.
void read_element_text(HtmlState& state, char c) {
  if (state.at == At::json && state.in_string) {
    if (state.after_backslash) {
      state.after_backslash = false;
    } else if (c == '\\') {
      state.after_backslash = true;
    } else if (c == '"') {
      state.in_string = false;
    }
  } else if (state.at == At::json && c == '"') {
    state.in_string = true;
  }
  if (state.tag.empty()) return;  // A JSON file: nothing closes it.
  // `word` holds as much of "</tag" as has been seen.
  const std::size_t seen = state.word.size();
  if (seen == state.tag.size() + 2) {
    state.word.clear();
    if (c == '>' || c == '/' || is_space(c)) {
      state.in_string = false;
      state.after_backslash = false;
      state.closing_tag = true;
      state.at = At::in_tag;
      if (c == '>') end_tag(state);
    } else if (c == '<') {
      state.word.push_back(c);
    }
    return;
  }
  const char wanted = seen == 0 ? '<' : seen == 1 ? '/' : state.tag[seen - 2];
  if (lower(c) == wanted) {
    state.word.push_back(wanted);
  } else {
    state.word.clear();
    if (c == '<') state.word.push_back(c);
  }
}

void read_tag(HtmlState& state, char c) {
  switch (state.at) {
    case At::tag_open:
      if (c == '/' && state.word.empty()) {
        state.closing_tag = true;
        state.word.push_back('/');
      } else if (c == '!' || c == '?') {
        state.at = At::declaration;
        state.word.assign({'<', c});
      } else if (is_letter(c)) {
        state.at = At::tag_name;
        state.tag = lower(c);
        state.word.clear();
      } else {
        state = initial_state(state.xml ? Kind::xml : Kind::html);
        if (c == '<') state.at = At::tag_open;
      }
      return;
    case At::tag_name:
      if (c == '>') return end_tag(state);
      if (is_space(c) || c == '/') {
        state.at = At::in_tag;
      } else {
        state.tag += lower(c);
      }
      return;
    case At::in_tag:
    case At::after_name:
      if (c == '>') return end_tag(state);
      if (is_space(c) || c == '/') {
        state.torn = state.torn_tag = false;
        return;
      }
      if (c == '=' && state.at == At::after_name) {
        state.at = At::before_value;
        return;
      }
      if (state.at == At::after_name) end_value(state);
      if (state.torn_tag) state.tag = torn_name;
      state.at = At::attribute_name;
      state.attribute = state.torn ? torn_name : std::string_view();
      state.attribute += lower(c);
      state.torn = state.torn_tag = false;
      return;
    case At::attribute_name:
      if (c == '>') return end_tag(state);
      if (c == '=') {
        state.at = At::before_value;
        if (state.tag == "meta" && state.attribute == "http-equiv") {
          state.http_equiv = true;
          state.late_http_equiv = state.printed_content;
        }
      } else if (is_space(c) || c == '/') {
        state.at = At::after_name;
      } else {
        state.attribute += lower(c);
      }
      return;
    default: return;
  }
}

void read_declaration(HtmlState& state, char c) {
  if (state.at == At::declaration) {
    if (state.word.size() < 4) state.word += c;
    if (state.word == "<!--") {
      state.at = At::comment;
      state.word = "<";
    } else if (c == '>') {
      state.at = At::text;
      state.word.clear();
    }
    return;
  }
  // `word` is what may have begun to end it: up to two dashes, a '!' behind both. Browsers also end
  // a comment at once, at `<!-->` and `<!--->`: there it begins with '<'.
  if (c == '>' && (state.word == "--" ||
                   (!state.xml && (state.word == "--!" || state.word.starts_with('<'))))) {
    state.at = At::text;
    state.word.clear();
  } else if (c == '-') {
    const bool second = state.word == "-" || state.word == "--" || state.word == "<-";
    state.word = second ? "--" : state.word == "<" ? "<-" : "-";
  } else if (c == '!' && state.word == "--") {
    state.word = "--!";
  } else {
    state.word.clear();
  }
}

void read_letter(HtmlState& state, char c) {
  switch (state.at) {
    case At::text:
      if (c == '<') {
        state.at = At::tag_open;
        state.tag.clear();
        state.word.clear();
      }
      return;
    case At::rcdata:
    case At::raw_text:
    case At::script:
    case At::json: return read_element_text(state, c);
    case At::comment:
    case At::declaration: return read_declaration(state, c);
    case At::tag_open:
    case At::tag_name:
    case At::in_tag:
    case At::attribute_name:
    case At::after_name: return read_tag(state, c);
    case At::before_value:
      if (is_space(c)) return;
      if (c == '"' || c == '\'')
        return begin_value(state, c == '"' ? At::double_quoted : At::single_quoted);
      if (c == '>') return end_tag(state);
      begin_value(state, At::unquoted);
      return read_value(state, c);
    case At::double_quoted:
    case At::single_quoted:
      if (c == (state.at == At::double_quoted ? '"' : '\'')) return end_value(state);
      return read_value(state, c);
    case At::unquoted:
      if (c == '>') return end_tag(state);
      if (is_space(c)) return end_value(state);
      return read_value(state, c);
  }
}

/// Drops what no longer matters at the end of a piece of text, so that branches can be compared:
/// `{% if x %} selected{% endif %}` ends between attributes either way. But what stands behind
/// without a space goes on with the name.
void settle(HtmlState& state) {
  if (state.at == At::tag_name || state.at == At::attribute_name || state.at == At::after_name ||
      state.at == At::unquoted) {
    state.torn = true;
    state.torn_tag = state.at == At::tag_name;
    end_value(state);
  }
  if (state.at == At::text || state.at == At::rcdata || state.at == At::raw_text ||
      state.at == At::script || state.at == At::json) {
    state.word.clear();
  }
}

}  // namespace

HtmlState initial_state(Kind kind) {
  HtmlState out;
  out.xml = kind == Kind::xml;
  if (kind == Kind::json) out.at = At::json;
  return out;
}

void advance(HtmlState& state, std::string_view text) {
  for (const char c : text) read_letter(state, c);
}

void pass_value(HtmlState& state) {
  state.after_backslash = false;
  if (state.at == At::before_value) begin_value(state, At::unquoted);
  if (state.link == Link::start || state.link == Link::scheme) forget_link(state);
  if (state.tag == "script" && state.attribute == "type") state.script_type += "{}";
  if (state.tag == "meta" && state.attribute == "content") state.printed_content = true;
}

void forget_link(HtmlState& state) {
  if (state.link == Link::none || state.link == Link::forbidden) return;
  state.link = Link::unknown;
  state.word.clear();
}

bool join(HtmlState& state, const HtmlState& other) {
  if (state == other) return true;
  HtmlState left = state;
  HtmlState right = other;
  settle(left);
  settle(right);
  left.torn = right.torn = left.torn || right.torn;
  left.torn_tag = right.torn_tag = left.torn_tag || right.torn_tag;
  left.printed_content = right.printed_content = left.printed_content || right.printed_content;
  left.http_equiv = right.http_equiv = left.http_equiv || right.http_equiv;
  if (left.link != Link::none && right.link != Link::none &&
      (left.link != right.link || left.word != right.word)) {
    const bool forbidden = left.link == Link::forbidden || right.link == Link::forbidden;
    left.link = right.link = forbidden ? Link::forbidden : Link::unknown;
    left.word = right.word = forbidden ? "…:" : "";
  }
  if (!(left == right)) return false;
  state = left;
  return true;
}

std::string describe(const HtmlState& state) {
  const std::string attribute = " " + state.attribute + "=";
  switch (state.at) {
    case At::text: return "text";
    case At::rcdata:
    case At::raw_text:
    case At::script: return "<" + state.tag + ">";
    case At::json: return state.in_string ? "JSON \"…\"" : "JSON";
    case At::comment: return "<!-- … -->";
    case At::declaration: return "<!…>";
    case At::tag_open:
    case At::tag_name: return "<…";
    case At::in_tag: return "<" + state.tag + " …>";
    case At::attribute_name:
    case At::after_name: return "<" + state.tag + " " + state.attribute + "…>";
    case At::before_value:
    case At::unquoted: return "<" + state.tag + attribute + "…>";
    case At::double_quoted: return "<" + state.tag + attribute + "\"…\">";
    case At::single_quoted: return "<" + state.tag + attribute + "'…'>";
  }
  return "";
}

}  // namespace minhbach::templates
