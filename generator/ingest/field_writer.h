// Fills a record's fields with what was taken from a file of another program.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/type.h"
#include "value/node.h"

namespace minhbach::ingest {

Node number_node(double number);
Node flag_node(bool value);
Node mapping();

/// One record of `type`, field by field. Each value gets the place of what it was made from, `at`;
/// without one that of `source`, the whole object in the file.
class FieldWriter {
 public:
  FieldWriter(const schema::Type& type, const Node& source);

  /// Nothing when there is no text.
  void put(std::string_view field, std::string_view text, const Node* at = nullptr);
  void put(std::string_view field, Node value, const Node* at = nullptr);
  void put_list(std::string_view field, const std::vector<std::string>& texts, const Node* at);
  /// An item of the list `field`.
  void append(std::string_view field, Node item, const Node& at);
  /// The member `key` of an item that is to be appended to `list`; what the type lacks is left out.
  void put_in(Node& item, std::string_view list, std::string_view key, std::string_view text);

  bool has(std::string_view field) const { return out_.find(field) != nullptr; }
  Node take() { return std::move(out_); }

  /// Fields that were to be filled and that the type lacks.
  const std::vector<std::string>& without_place() const { return without_place_; }

 private:
  const schema::Type& type_;
  const Node& source_;
  Node out_;
  std::vector<std::string> without_place_;
};

}  // namespace minhbach::ingest
