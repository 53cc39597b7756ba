// Which field of a procedure comes from which members of the national portal's file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/dvcqg_document.h"
#include "ingest/import_dvcqg.h"
#include "schema/type.h"
#include "value/node.h"

namespace minhbach::ingest {

/// Fills one record. `data`: the procedure's object in the file.
class DvcqgFields {
 public:
  DvcqgFields(DvcqgDocument& document, const Node& data, const schema::Type& type,
              const DvcqgChoices& choices)
      : document_(document), data_(data), type_(type), choices_(choices) {}

  /// A mapping in which each value has the place of what it was made from.
  Node read();

  /// Fields that the file would fill and the type lacks.
  const std::vector<std::string>& without_place() const { return without_place_; }

 private:
  void read_names();
  void read_level();
  void read_steps();
  void read_methods();
  void read_fees(const Node& method, const std::string& description);
  void read_papers();
  void read_papers_of(const Node& of, const std::string& occasion);
  void read_time_limit();
  void read_agencies();
  void read_requirements();
  void read_law();
  void read_decision();
  void read_service();
  void read_provenance();
  void declare_missing();

  /// "05 ngày làm việc" and its parts out of a count and the portal's word for a unit.
  struct Time {
    std::string text, unit;
    double count = 0;
  };
  std::optional<Time> time_of(const Node& object, std::string_view count, std::string_view unit);

  /// The names of the objects in a list, put behind those in `out`, each once.
  void add_names(std::string_view key, std::vector<std::string>& out);

  void put(std::string_view field, std::string_view text, const Node* at = nullptr);
  void put(std::string_view field, Node value, const Node* at = nullptr);
  void put_list(std::string_view field, const std::vector<std::string>& texts, const Node* at);
  /// An item of the list `field`.
  void append(std::string_view field, Node item, const Node& at);
  void put_in(Node& item, std::string_view list, std::string_view key, std::string_view text);
  bool has(std::string_view field) const { return out_.find(field) != nullptr; }

  DvcqgDocument& document_;
  const Node& data_;
  const schema::Type& type_;
  const DvcqgChoices& choices_;
  Node out_;
  std::vector<std::string> without_place_;
};

}  // namespace minhbach::ingest
