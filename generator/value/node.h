// A parsed document with places: what the YAML, JSON and table readers hand to the schema.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach {

struct Member;

/// One node of a document as it was written. Short-lived: it is read by a schema into a record, or
/// into a typed struct, and thrown away.
struct Node {
  enum class Kind : std::uint8_t {
    null,     ///< JSON null.
    boolean,  ///< JSON true/false; `text` is "true" or "false".
    number,   ///< A JSON number; `text` as written.
    text,     ///< A JSON string or a quoted or block YAML scalar.
    plain,    ///< An unquoted YAML scalar or a table cell: the schema's type decides what it is.
              ///< With empty text where nothing is written after a YAML key.
    sequence,
    mapping,
  };

  Kind kind = Kind::null;
  int line = 0;    ///< 1-based.
  int column = 0;  ///< 1-based, in code points.
  std::string text;
  std::vector<Node> items;      ///< Of a sequence.
  std::vector<Member> members;  ///< Of a mapping, in the order written; no key stands twice.

  bool is_scalar() const { return kind != Kind::sequence && kind != Kind::mapping; }
  /// The value under `key`, or null.
  const Node* find(std::string_view key) const;
};

struct Member {
  std::string key;
  int line = 0;  ///< Of the key.
  int column = 0;
  Node value;
};

inline const Node* Node::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

}  // namespace minhbach
