// Which field of a procedure comes from which members of the national portal's file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/dvcqg_document.h"
#include "ingest/field_writer.h"
#include "ingest/import_dvcqg.h"
#include "schema/type.h"
#include "value/node.h"

namespace minhbach::ingest {

/// Fills one record. `data`: the procedure's object in the file.
class DvcqgFields {
 public:
  DvcqgFields(DvcqgDocument& document, const Node& data, const schema::Type& type,
              const DvcqgChoices& choices)
      : document_(document), data_(data), type_(type), choices_(choices), out_(type, data) {}

  /// A mapping in which each value has the place of what it was made from.
  Node read();

  /// Fields that the file would fill and the type lacks.
  const std::vector<std::string>& without_place() const { return out_.without_place(); }

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

  DvcqgDocument& document_;
  const Node& data_;
  const schema::Type& type_;
  const DvcqgChoices& choices_;
  FieldWriter out_;
};

}  // namespace minhbach::ingest
