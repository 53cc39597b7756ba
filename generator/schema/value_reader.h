// Reads nodes as the values that fields ask for.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/source_text.h"
#include "schema/type.h"
#include "value/arena.h"
#include "value/node.h"

namespace minhbach::schema {

/// One document's reading. What is wrong is added to `diagnostics` and left absent.
class ValueReader {
 public:
  ValueReader(Arena& arena, const SourceText& source, std::vector<Diagnostic>& diagnostics)
      : arena_(arena), source_(source), diagnostics_(diagnostics) {}

  std::span<const FieldValue> read_record(const Type& type, const Node& document,
                                          std::span<const FieldValue> defaults,
                                          bool complete = true);
  std::span<const FieldValue> read_defaults(const Type& type, const Node& document);

 private:
  /// The values of `fields` out of the mapping `node`, `defaults` standing in. Without `complete`,
  /// nothing is missing.
  std::span<const FieldValue> read_table(const std::vector<Field>& fields,
                                         const std::vector<Condition>& conditions, const Node& node,
                                         std::span<const FieldValue> defaults, bool complete);
  FieldValue read(const Field& field, const Node& node);
  FieldValue read_text(const Field& field, const Node& node);
  FieldValue read_date(const Field& field, const Node& node);
  FieldValue read_boolean(const Field& field, const Node& node);
  FieldValue read_number(const Field& field, const Node& node);
  FieldValue read_list(const Field& field, const Node& node);
  FieldValue read_group(const Field& field, const Node& node);

  void check_text(const Field& field, const Node& node, std::string_view text);
  void check_number(const Field& field, const Node& node, double number);
  bool check_choice(const Field& field, const Node& node, const FieldValue& value);
  void check_unique(const Field& field, const Node& node, std::span<const FieldValue> items);
  void check_required(const std::vector<Field>& fields, const std::vector<Condition>& conditions,
                      const Node& node, std::span<const FieldValue> values,
                      const std::vector<bool>& wrong);

  FieldValue hold_text(std::string_view text);
  void set_place(FieldValue& value, const Node& node) const;
  FieldValue hold(FieldValue::Kind kind, std::span<const FieldValue> children);

  Diagnostic& error(const Message& message, int line, int column,
                    std::vector<std::string> arguments);
  Diagnostic& error(const Message& message, const Node& at, std::vector<std::string> arguments) {
    return error(message, at.line, at.column, std::move(arguments));
  }
  FieldValue wrong_kind(const Message& message, const Field& field, const Node& node);

  Arena& arena_;
  /// Of one document. Past it the author has enough to do, and a hostile file could fill the
  /// memory.
  static constexpr std::size_t most_problems = 1000;

  const SourceText& source_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t found_ = 0;
  Diagnostic left_out_;  ///< The last one past the limit.
  bool keep_places_ = true;
};

}  // namespace minhbach::schema
