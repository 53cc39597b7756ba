// One item of a type: its values in the order of the type's field table, each with its place.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace minhbach {

/// A value of a record. Owns nothing: text and children live in the arena the record was read into.
struct FieldValue {
  enum class Kind : std::uint8_t {
    absent,
    undisclosed,  ///< Declared as `chua_cong_bo`: printed as "chưa công bố", audited, never an
                  ///< error.
    null,         ///< Written as null where the schema allows it ("none was set").
    boolean,
    integer,
    number,
    text,  ///< Also dates (ISO 8601, possibly partial: 2024, 2024-05, 2024-05-17) and references.
    list,
    group,  ///< An object; its children stand in the order of the field's own field table.
  };

  Kind kind = Kind::absent;
  std::uint16_t column = 0;  ///< 1-based, in code points; 0 unknown.
  std::uint32_t line = 0;    ///< 1-based; 0 unknown.
  std::uint32_t size = 0;    ///< Bytes of text, or number of children.
  union {
    bool boolean;
    std::int64_t integer = 0;
    double number;
    const char* text_data;
    const FieldValue* children_data;
  };

  bool has_value() const { return kind > Kind::null; }
  std::string_view text() const {
    return kind == Kind::text ? std::string_view(text_data, size) : std::string_view();
  }
  std::span<const FieldValue> children() const {
    return kind == Kind::list || kind == Kind::group ? std::span(children_data, size)
                                                     : std::span<const FieldValue>();
  }
};

/// Where a record stands among the records of a site. Strong, so that an index into another table
/// cannot be passed by mistake.
enum class RecordId : std::uint32_t {};
enum class TypeId : std::uint16_t {};

/// What the values of a record are: all there are, or what stands in place of another's.
enum class Layer : std::uint8_t {
  whole,
  local,        ///< Single fields of another body's record as they are here (`x.ghi-de.json`).
  translation,  ///< Of the record of that id in the same folder (`x.en.md`).
};

/// ISO 639-1, two letters; none for the language of the portal's records.
struct LanguageCode {
  char letters[2] = {};

  std::string_view text() const { return {letters, letters[0] != 0 ? sizeof letters : 0}; }
  friend bool operator==(const LanguageCode&, const LanguageCode&) = default;
};

/// One item of a type. Owns nothing: `id` lives where its values do, `file` and `portal` are those
/// of its source file.
struct Record {
  TypeId type{};
  Layer layer = Layer::whole;
  LanguageCode language;  ///< Of a translation.
  std::string_view id;    ///< Unique within its type; from the field `id`, else from the file name.
  std::string_view file;  ///< Relative to the site root; for a table row, the table's file.
  int line = 0;           ///< First line of its values in the file (a table row's line).
  std::string_view portal;             ///< The folder it came from: a portal's id, or "chung".
  std::span<const FieldValue> fields;  ///< In the order of the type's field table.
};

}  // namespace minhbach
