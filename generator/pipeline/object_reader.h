// Reads the keys of one object of portal.json.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source_text.h"
#include "value/node.h"

namespace minhbach::pipeline {

/// Reads the members of one object and remembers which names were asked for, so that what is left
/// over can be reported with the nearest of them.
class ObjectReader {
 public:
  ObjectReader(const SourceText& source, const Node& object, Report& report)
      : source_(source), object_(object), report_(report) {}

  const Node& object() const { return object_; }

  /// The member, of whatever kind; null when it is not there. `kind`: what it mostly is.
  const Node* any(std::string_view key, bool required, Node::Kind kind = Node::Kind::text);
  /// The member of that kind; null when it is not there, or of another.
  const Node* find(std::string_view key, Node::Kind kind, bool required);
  std::string text(std::string_view key, bool required = false);
  bool flag(std::string_view key, bool absent = false);
  /// A whole number within these bounds.
  unsigned number(std::string_view key, unsigned absent, unsigned least, unsigned most);
  /// The objects of a list; none when it is not there.
  std::vector<const Node*> objects(std::string_view key);

  /// Says that `node`, which is the value of `key`, is not of that kind.
  void refuse_kind(std::string_view key, const Node& node, Node::Kind wanted);

  /// To be called last: reports what nobody asked for, and what is missing.
  void refuse_the_rest();

 private:
  void add(const Message& message, int line, int column, std::vector<std::string> arguments) {
    report_.add(source_.diagnostic(message, line, column, std::move(arguments)));
  }

  const SourceText& source_;
  const Node& object_;
  Report& report_;
  std::vector<std::string_view> known_;
  std::vector<std::pair<std::string_view, Node::Kind>> missing_;
};

}  // namespace minhbach::pipeline
