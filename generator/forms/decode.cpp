// Strict: what is odd is refused, not guessed.
#include "forms/decode.h"

#include <algorithm>
#include <array>

#include "text/normal_form.h"
#include "text/percent.h"
#include "text/utf8.h"
#include "value/from_json.h"

namespace minhbach::forms {
namespace {

bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}
/// Could part a number in two, so that it is not seen for what it is.
bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

/// Of bytes: none of them says that a text is clean; `beyond_ascii` alone, that its letters have to
/// be looked at; `odd`, that it may begin what has to be cleaned or is refused: control characters
/// (also those of two bytes), signs without width, marks of direction. Usual letters have none.
enum : std::uint8_t { beyond_ascii = 1, odd = 2 };
constexpr std::array<std::uint8_t, 256> byte_kinds = [] {
  std::array<std::uint8_t, 256> out{};
  for (std::size_t byte = 0x80; byte < 0x100; ++byte) out[byte] = beyond_ascii;
  for (std::size_t byte = 0; byte < 0x20; ++byte)
    out[byte] = byte != '\n' && byte != '\t' ? odd : 0;
  for (const std::size_t byte : {0x7F, 0xC2, 0xE2, 0xEF}) out[byte] = odd;
  return out;
}();

/// Cleaned in place; false for what no reader types.
bool clean(std::string& text) {
  std::uint8_t kinds = 0;
  for (const char c : text) kinds |= byte_kinds[static_cast<unsigned char>(c)];
  if (kinds == 0 || (kinds == beyond_ascii && text::plain_prefix(text) == text.size())) return true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F) return false;
  }
  if (!text::is_utf8(text)) return false;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = text::next_code_point(text, at);
    if (c >= 0x80 && c < 0xA0) return false;  // The other control characters.
    if (c == '\r') {
      if (at < text.size() && text[at] == '\n') continue;
      out += '\n';
    } else if (!turns_direction(c) && !is_invisible(c)) {
      out.append(text, from, at - from);
    }
  }
  text = text::to_nfc(out);
  return true;
}

/// As the last of `answers`, which it is made in: their strings are short, and moving them costs
/// more than cleaning them.
template <typename Read>
Decoded add(std::vector<Answer>& answers, const Read& read) {
  if (answers.size() == most_answers) return Decoded::too_many;
  Answer& one = answers.emplace_back();
  if (!read(one)) return Decoded::malformed;
  return clean(one.name) && clean(one.text) ? Decoded::good : Decoded::not_text;
}

Decoded add(std::vector<Answer>& answers, const std::string& name, std::string_view text) {
  return add(answers, [&](Answer& one) {
    one.name = name;
    one.text = text;
    return true;
  });
}

Decoded add_node(std::vector<Answer>& answers, const std::string& name, const Node& node,
                 bool is_outermost) {
  switch (node.kind) {
    case Node::Kind::null: return Decoded::good;
    case Node::Kind::boolean:
      return node.text == "true" ? add(answers, name, "true") : Decoded::good;
    case Node::Kind::number:
    case Node::Kind::text:
    case Node::Kind::plain: return add(answers, name, node.text);
    case Node::Kind::sequence:
      for (const Node& item : node.items) {
        if (!item.is_scalar()) return Decoded::malformed;
        if (const Decoded done = add_node(answers, name, item, false); done != Decoded::good)
          return done;
      }
      return Decoded::good;
    case Node::Kind::mapping:
      if (!is_outermost) return Decoded::malformed;
      for (const Member& row : node.members) {
        const Decoded done = add_node(answers, name + "." + row.key, row.value, false);
        if (done != Decoded::good) return done;
      }
      return Decoded::good;
  }
  return Decoded::malformed;
}

}  // namespace

Decoded decode_urlencoded(std::string_view body, std::vector<Answer>& answers) {
  std::vector<Answer> out;
  out.reserve(12);
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    const std::size_t middle = std::min(pair.find('='), pair.size());
    const Decoded done = add(out, [&](Answer& one) {
      return text::percent_decode(pair.substr(0, middle), one.name, text::Plus::space) &&
             text::percent_decode(pair.substr(std::min(middle + 1, pair.size())), one.text,
                                  text::Plus::space);
    });
    if (done != Decoded::good) return done;
  }
  answers = std::move(out);
  return Decoded::good;
}

Decoded decode_json(std::string_view body, std::vector<Answer>& answers) {
  if (!text::is_utf8(body)) return Decoded::not_text;
  const Result<Node> read = read_json(SourceText("", std::string(body)));
  if (!read || read->kind != Node::Kind::mapping) return Decoded::malformed;
  std::vector<Answer> out;
  for (const Member& member : read->members) {
    const Decoded done = add_node(out, member.key, member.value, true);
    if (done != Decoded::good) return done;
  }
  answers = std::move(out);
  return Decoded::good;
}

}  // namespace minhbach::forms
