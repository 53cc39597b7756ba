// Laying out JSON, and comparing documents.
#include "value/to_json.h"

#include <algorithm>

#include <fmt/format.h>

namespace minhbach {
namespace {

constexpr std::size_t line_width = 100;

/// A string literal without the escapes that only an HTML script needs.
void append_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          out += fmt::format("\\u{:04x}", byte);
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append_compact(std::string& out, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: out += "null"; return;
    case Node::Kind::boolean:
    case Node::Kind::number: out += node.text; return;
    case Node::Kind::text:
    case Node::Kind::plain: return append_text(out, node.text);
    case Node::Kind::sequence:
      out += '[';
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += ", ";
        append_compact(out, node.items[i]);
      }
      out += ']';
      return;
    case Node::Kind::mapping:
      out += '{';
      for (std::size_t i = 0; i < node.members.size(); ++i) {
        if (i > 0) out += ", ";
        append_text(out, node.members[i].key);
        out += ": ";
        append_compact(out, node.members[i].value);
      }
      out += '}';
      return;
  }
}

std::size_t count_letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// `begun`: letters that stand on the line already.
void append(std::string& out, const Node& node, std::size_t indent, std::size_t begun) {
  std::string compact;
  append_compact(compact, node);
  const bool is_empty = node.items.empty() && node.members.empty();
  if (node.is_scalar() || is_empty || (indent > 0 && begun + count_letters(compact) < line_width)) {
    out += compact;
    return;
  }
  const std::string margin(indent + 2, ' ');
  const bool is_list = node.kind == Node::Kind::sequence;
  out += is_list ? '[' : '{';
  const char* between = "\n";
  for (const Node& item : node.items) {
    out += between + margin;
    append(out, item, indent + 2, margin.size());
    between = ",\n";
  }
  for (const Member& member : node.members) {
    std::string key;
    append_text(key, member.key);
    out += between + margin + key + ": ";
    append(out, member.value, indent + 2, margin.size() + count_letters(key) + 2);
    between = ",\n";
  }
  out += "\n" + std::string(indent, ' ') + (is_list ? ']' : '}');
}

}  // namespace

std::string to_json(const Node& node) {
  std::string out;
  append(out, node, 0, 0);
  return out + "\n";
}

std::string to_compact_json(const Node& node) {
  std::string out;
  append_compact(out, node);
  return out;
}

bool is_same(const Node& a, const Node& b) {
  const auto kind = [](const Node& node) {
    return node.kind == Node::Kind::plain ? Node::Kind::text : node.kind;
  };
  if (kind(a) != kind(b) || a.text != b.text || a.items.size() != b.items.size() ||
      a.members.size() != b.members.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!is_same(a.items[i], b.items[i])) return false;
  }
  return std::all_of(a.members.begin(), a.members.end(), [&](const Member& member) {
    const Node* other = b.find(member.key);
    return other != nullptr && is_same(member.value, *other);
  });
}

}  // namespace minhbach
