// Reads the schemas of fields, one into another, out of a content type's file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.h"
#include "schema/type.h"
#include "value/node.h"

namespace minhbach::schema {

/// Most fields a type may have, all levels together, and most levels: a file of ten lines can ask
/// for a million fields by references that refer to references.
inline constexpr std::size_t field_limit = 2000;
inline constexpr int level_limit = 16;

/// One file's reading: what every step needs at hand. Errors are added to `diagnostics`, and what
/// is wrong is left at its default, so that the reading goes on and finds the next one.
class SchemaReader {
 public:
  SchemaReader(const SourceText& source, const Node& root, std::vector<Diagnostic>& diagnostics)
      : source_(source), root_(root), diagnostics_(diagnostics) {}

  /// Every keyword of `schema` is known, may stand at `where`, goes with `type_bit`, has its form.
  void check_keywords(const Node& schema, unsigned where, unsigned type_bit);

  /// `properties`, `required`, `dependentRequired` and `allOf` of an object's schema.
  void read_table(const Node& schema, int level, std::vector<Field>& fields,
                  std::vector<Condition>& conditions);

  /// The value of a text keyword; "" when absent or of another form.
  static std::string text(const Node& schema, std::string_view keyword);

  /// `x-ban-dich`; `choices` are those that labels may be given for.
  std::vector<Labels> read_translations(const Node& schema,
                                        const std::vector<std::string>& choices);

  void error(const Message& message, int line, int column, std::vector<std::string> arguments,
             std::string nearest = {});
  void error(const Message& message, const Node& at, std::vector<std::string> arguments,
             std::string nearest = {}) {
    error(message, at.line, at.column, std::move(arguments), std::move(nearest));
  }

 private:
  Field read_field(const std::string& name, const Node& schema, unsigned where, int level);
  const Node* resolve(const Node& schema, unsigned where);
  void read_annotations(const Node& schema, Field& field);
  unsigned read_kind(const Node& schema, Field& field);
  void read_text_rules(const Node& schema, Field& field);
  void read_limits(const Node& schema, Field& field);
  void read_choices(const Node& schema, Field& field);
  void add_choice(const Node& choice, Field& field, bool& null_is_choice);
  void read_choice_labels(const Node& schema, Field& field);
  std::vector<std::string> read_labels(const Node& labels, const std::vector<std::string>& choices);

  void read_dependents(const Node& node, const std::vector<Field>& fields,
                       std::vector<Condition>& conditions);
  void read_condition(const Node& node, const std::vector<Field>& fields,
                      std::vector<Condition>& conditions);
  bool read_test(const Node& test, const std::vector<Field>& fields, Condition& condition);
  bool read_required(const Node& list, const std::vector<Field>& fields,
                     std::vector<std::size_t>& required);

  const SourceText& source_;
  const Node& root_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<std::string> open_references_;  // those being followed, to find a circle
  std::size_t field_count_ = 0;
};

/// The JSON Schema type that a field's kind is, as a keyword's bit and as a word.
unsigned type_bit(FieldKind kind);

/// `site/types/thu_tuc.schema.json` → `thu_tuc`, also of forms; "" when the name is not as agreed.
std::string schema_id(std::string_view path);

/// The root of a schema file is an object, its `$id` its name; what types and forms both say of
/// themselves. False when there is nothing more to read.
bool read_heading(SchemaReader& reader, const SourceText& source, const Node& root, unsigned where,
                  std::string& id, std::string& folder, std::string& title);

std::optional<std::size_t> find_field(const std::vector<Field>& fields, std::string_view name);

}  // namespace minhbach::schema
