// Records, their groups and types as templates read them (docs/template_data.md).
#pragma once

#include "pipeline/assemble_portal.h"
#include "value/value.h"

namespace minhbach::pipeline {

class PageReader;

/// One record, for one page; its values are made, and written down as read, when they are asked
/// for.
class RecordView : public Object {
 public:
  RecordView(const PageReader& page, std::uint32_t record) : page_(page), record_(record) {}

  std::uint32_t record() const { return record_; }
  Value member(std::string_view name, Arena& arena) const override;
  std::vector<std::string_view> names() const override;
  Value printed(Arena& arena) const override;  ///< Its title.

 private:
  const PageReader& page_;
  std::uint32_t record_;
};

/// A content type: `id`, `ten`, `url`, `vai_tro`, `nhom`.
class TypeView : public Object {
 public:
  TypeView(const PageReader& page, TypeId type) : page_(page), type_(type) {}

  Value member(std::string_view name, Arena& arena) const override;
  std::vector<std::string_view> names() const override;

 private:
  const PageReader& page_;
  TypeId type_;
};

/// A list of records, each made a value only when it is looked at.
class RecordsView : public Object {
 public:
  RecordsView(const PageReader& page, std::span<const std::uint32_t> records)
      : page_(page), records_(records) {}

  std::span<const std::uint32_t> records() const { return records_; }

  bool is_list() const override { return true; }
  std::size_t size() const override { return records_.size(); }
  Value item(std::size_t index, Arena& arena) const override;

 private:
  const PageReader& page_;
  std::span<const std::uint32_t> records_;
};

/// What a field declared `chua_cong_bo` is: prints as the theme's words for it.
class UndisclosedView : public Object {
 public:
  explicit UndisclosedView(std::string_view words) : words_(words) {}
  Value printed(Arena&) const override { return Value::text(words_); }

 private:
  std::string_view words_;
};

/// The values of some fields (a record's or a group's) as a template and as a reader see them.
struct FieldsOf {
  const PageReader* page = nullptr;
  std::uint32_t record = 0;
  std::span<const schema::Field> fields;
  std::span<const FieldValue> values;  ///< As many as fields.
  /// True for a record's own fields, whose reads are written down; what stands in a group was
  /// written down when the group was read.
  bool top = false;
  std::string_view language = {};  ///< Of a group's values; of a record's own each has its own.
};

/// Where a value comes from: the page that asks, the record it stands in, its language.
struct FieldSource {
  const PageReader* page = nullptr;
  std::uint32_t record = 0;
  std::string_view language;
};
FieldSource source_of(const PageReader& page, std::uint32_t record, std::size_t field);

/// The value of one field.
Value field_value(const FieldSource& source, const schema::Field& field, const FieldValue& value,
                  Arena& arena);

/// The value as readers see it: choice label, dd/mm/yyyy, number with unit, "chưa công bố" …
Value shown_value(const FieldSource& source, const schema::Field& field, const FieldValue& value,
                  Arena& arena);

/// A fact of a record (its title, address …), and what templates call the facts, in order.
enum class RecordFact : std::uint8_t;
Value record_fact(const PageReader& page, std::uint32_t record, RecordFact fact, Arena& arena);
std::span<const std::string_view> record_facts();

/// The member `name` that records and groups share: a field, `_hien` or `_truong`; undefined else.
Value shared_member(const FieldsOf& of, std::string_view name, Arena& arena);

}  // namespace minhbach::pipeline
