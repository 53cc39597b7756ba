// Prints a value, made harmless for the place where it stands.
#include "templates/escape.h"
#include "templates/messages.h"
#include "templates/render.h"

namespace minhbach::templates {

void Render::print_text(std::string_view text, bool markup, Escape escape) {
  std::string bare;
  // What has neither tags nor entities is text already, and its white space may matter: JSON.
  const bool has_tags = markup && text.find_first_of("<&") != std::string_view::npos;
  if (has_tags && escape != Escape::html_text && escape != Escape::plain &&
      escape != Escape::xml_text && escape != Escape::json && escape != Escape::json_string) {
    bare = strip_tags(text);
    text = bare;
  }
  switch (escape) {
    case Escape::plain: out_->append(text); return;
    case Escape::html_text:
      if (markup) {
        out_->append(text);
      } else {
        append_escaped(*out_, text);
      }
      return;
    case Escape::xml_text:
    case Escape::rcdata:
    case Escape::attribute: return append_escaped(*out_, text);
    case Escape::url_start: return append_escaped(*out_, is_safe_link(text) ? text : blocked_link);
    case Escape::url_set:
      return append_escaped(*out_, is_safe_link_set(text) ? text : blocked_link);
    case Escape::url_rest: return append_link_part(*out_, text);
    case Escape::json_string:
    case Escape::json: return append_json_text(*out_, text);
  }
}

/// An attribute, a title and a script hold no elements: there the language is not said.
void Render::print_words(const Value& words, Escape escape) {
  const std::string_view language = words.language();
  const bool is_said = !language.empty() && escape == Escape::html_text && !words.as_text().empty();
  if (!is_said) return print_text(words.as_text(), words.is_markup(), escape);
  const std::string_view element = words.is_markup() ? "div" : "span";
  out_->append("<").append(element).append(" lang=\"").append(language).append("\">");
  print_text(words.as_text(), words.is_markup(), escape);
  out_->append("</").append(element).append(">");
}

void Render::print(const Value& value, Escape escape, std::size_t offset) {
  if (escape == Escape::json) {
    if (!append_json(*out_, value, arena_)) {
      fail(offset, messages::not_printable, {std::string(kind_name(value))});
    }
    return;
  }
  if (value.is_text()) return print_words(value, escape);
  if (value.kind() == Value::Kind::integer) {
    append_repr(*out_, value, arena_);
    return;
  }
  if (value.kind() == Value::Kind::object) {
    const Value printed = value.as_object().printed(arena_);
    if (printed.is_text()) return print_words(printed, escape);
  }
  std::string text;
  if (!append_text(text, value, arena_)) {
    return fail(offset, messages::not_printable, {std::string(kind_name(value))});
  }
  print_text(text, false, escape);
}

}  // namespace minhbach::templates
