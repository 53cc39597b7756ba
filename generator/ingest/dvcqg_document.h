// A file of the National Public Service Portal while it is read: what was taken from it, what not.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/source_text.h"
#include "value/node.h"

namespace minhbach::ingest {

/// Looks members up and remembers which were looked at. One of another kind than expected is an
/// error at its place; null and "" are as if it were not there.
class DvcqgDocument {
 public:
  DvcqgDocument(const SourceText& source, std::vector<Diagnostic>& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  /// As it is written; null when it is not there.
  const Node* find(const Node& object, std::string_view key);

  const Node* object(const Node& object, std::string_view key);
  std::span<const Node> list(const Node& object, std::string_view key);
  /// Tidy lines, HTML taken out.
  std::string text(const Node& object, std::string_view key);
  /// The same on one line.
  std::string name(const Node& object, std::string_view key);
  std::optional<double> number(const Node& object, std::string_view key);
  /// Milliseconds since 1970 as the day in Vietnam, ISO 8601; "" when it is not there.
  std::string day(const Node& object, std::string_view key);
  bool flag(const Node& object, std::string_view key);

  /// The paths of members of `object` that hold something, were not looked at and are not among
  /// what is known to say nothing to readers; each once: `executionMethods.fees.attachment`.
  std::vector<std::string> left_over(const Node& object) const;

  void report(const Message& message, const Node& at, std::vector<std::string> arguments);

 private:
  const Node* find_kind(const Node& object, std::string_view key, Node::Kind kind, const char* vi,
                        const char* en);
  void add_left_over(const Node& node, const std::string& path,
                     std::vector<std::string>& out) const;

  const SourceText& source_;
  std::vector<Diagnostic>& diagnostics_;
  std::unordered_set<const Node*> taken_;
};

}  // namespace minhbach::ingest
