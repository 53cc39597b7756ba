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

/// Bytes that may begin what has to be cleaned or is refused: control characters (also those of two
/// bytes), signs without width, marks of direction. Usual letters have none of them.
constexpr std::array<bool, 256> odd_bytes = [] {
  std::array<bool, 256> out{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) out[byte] = byte != '\n' && byte != '\t';
  for (const std::size_t byte : {0x7F, 0xC2, 0xE2, 0xEF}) out[byte] = true;
  return out;
}();

/// Cleaned in place; false for what no reader types.
bool clean(std::string& text) {
  const bool is_usual = std::none_of(
      text.begin(), text.end(), [](char c) { return odd_bytes[static_cast<unsigned char>(c)]; });
  if (is_usual && text::plain_prefix(text) == text.size()) return true;
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

Decoded add(std::vector<Answer>& answers, std::string name, std::string text) {
  if (answers.size() == most_answers) return Decoded::too_many;
  if (!clean(name) || !clean(text)) return Decoded::not_text;
  answers.push_back({std::move(name), std::move(text)});
  return Decoded::good;
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
    std::string name, text;
    if (!text::percent_decode(pair.substr(0, middle), name, text::Plus::space) ||
        !text::percent_decode(pair.substr(std::min(middle + 1, pair.size())), text,
                              text::Plus::space))
      return Decoded::malformed;
    const Decoded done = add(out, std::move(name), std::move(text));
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
