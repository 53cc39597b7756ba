// Where in HTML, XML or JSON a piece of text ends: what decides how the next value is escaped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "templates/ast.h"

namespace minhbach::templates {

/// The state of a reader that has seen all literal text so far and some unknown values. A browser's
/// tokenizer, made coarser where no value may be printed anyway.
struct HtmlState {
  enum class At : std::uint8_t {
    text,
    rcdata,       ///< In <title> or <textarea>.
    raw_text,     ///< In <style>, <xmp>, <iframe> …
    script,       ///< In a <script> that runs.
    json,         ///< In a <script> of data, or a JSON file.
    comment,      ///< <!-- … -->
    declaration,  ///< <!DOCTYPE …>, <?xml …?>
    tag_open,     ///< Behind '<' or '</'.
    tag_name,
    in_tag,  ///< Between attributes.
    attribute_name,
    after_name,    ///< A '=' may follow.
    before_value,  ///< Behind '='.
    double_quoted,
    single_quoted,
    unquoted,
  };
  /// What is known about a link so far.
  enum class Link : std::uint8_t {
    none,       ///< Not a link.
    start,      ///< Nothing yet.
    scheme,     ///< Letters that may become a scheme; they are in `word`.
    unknown,    ///< A value stands before: no ':' may follow.
    entity,     ///< Behind '&', which may stand for any letter, or for itself; it is in `word`.
    settled,    ///< A safe scheme, or a path: anything may follow.
    forbidden,  ///< A scheme that may not be joined with a value; it is in `word`.
  };

  At at = At::text;
  bool xml = false;
  bool closing_tag = false;
  Link link = Link::none;
  bool link_set = false;   ///< The link is a srcset: each address begins anew.
  bool in_string = false;  ///< In a JSON string.
  bool after_backslash = false;
  bool torn = false;      ///< Between attributes, or in one's name: what follows may belong to it.
  bool torn_tag = false;  ///< The same for the tag's name.
  bool http_equiv = false;       ///< The tag is a meta that stands for a header: its content acts.
  bool printed_content = false;  ///< A value stands in the meta's content,
  bool late_http_equiv = false;  ///< and behind it the meta turned out to be such a one.
  std::string tag;               ///< Lower case; in rcdata, raw_text, script and json the element.
  std::string attribute;         ///< Lower case.
  std::string word;              ///< Of a link's scheme, or of what is being matched.
  std::string script_type;       ///< Of the first `type`, which is the one that counts.

  friend bool operator==(const HtmlState&, const HtmlState&) = default;
};

/// Where a template of this kind begins and must end; plain text has no states.
HtmlState initial_state(Kind kind);

/// The state after more literal text.
void advance(HtmlState& state, std::string_view text);

/// The state after a printed value.
void pass_value(HtmlState& state);

/// What stands before in a link is no longer known: no ':' may follow.
void forget_link(HtmlState& state);

/// The state of code that may come from either; false when no single state stands for both.
bool join(HtmlState& state, const HtmlState& other);

/// As messages name the state: `text`, `<a href="…">`, `<!-- … -->`.
std::string describe(const HtmlState& state);

}  // namespace minhbach::templates
