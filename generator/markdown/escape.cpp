// Byte tables for the two kinds of escaping.
#include "markdown/escape.h"

#include "text/markup.h"
#include "text/percent.h"

namespace minhbach::markdown {
namespace {

constexpr std::string_view entity_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

constexpr text::ByteSet url_bytes = text::letters_digits_and("-_.+!*(),%#@?=;:/$~");

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t at = text::find_markup_letter(text, 0); at < text.size();
       at = text::find_markup_letter(text, at + 1)) {
    const std::string_view entity = entity_of(text[at]);
    if (entity.empty()) continue;
    out.append(text, from, at - from);
    out += entity;
    from = at + 1;
  }
  out.append(text, from);
}

void append_escaped_url(std::string& out, std::string_view url) {
  for (const char c : url) {
    if (url_bytes[static_cast<unsigned char>(c)]) {
      out += c;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '\'') {
      out += "&#x27;";
    } else {
      text::append_percent(out, c);
    }
  }
}

}  // namespace minhbach::markdown
