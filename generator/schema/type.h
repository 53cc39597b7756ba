// What a content type is: its fields in a table, and how its pages are made.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/record.h"

namespace minhbach::schema {

enum class FieldKind : std::uint8_t {
  text,
  markdown,   ///< Text that is rendered (`x-dinh-dang: markdown`).
  date,       ///< `format: ngay`, possibly partial; kept as ISO 8601.
  url,        ///< `format: uri` or `uri-reference`.
  file,       ///< A file beside the content file, as a relative path (`x-dinh-dang: tep`).
  reference,  ///< Text that names a record of another type (`x-tham-chieu`).
  boolean,
  integer,
  number,
  list,
  group,
};

class Pattern;

/// `format` of a text.
enum class TextFormat : std::uint8_t { none, date, uri, uri_reference, email };

/// A rule that a value must satisfy besides its kind. Absent limits are nullopt or empty.
struct Constraints {
  std::optional<double> minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of;
  std::optional<std::size_t> min_length, max_length;  ///< In code points.
  std::optional<std::size_t> min_items, max_items;
  bool unique_items = false;
  TextFormat format = TextFormat::none;
  std::string pattern;                              ///< ECMA 262, searched, not anchored; "" none.
  std::shared_ptr<const Pattern> compiled_pattern;  ///< Of `pattern`; copies of a type share it.
  std::vector<std::string> choices;  ///< `enum` or `const`, as text (see choice_text).
  std::vector<std::string>
      choice_labels;  ///< `x-nhan-lua-chon`: what readers see; same length or empty.
};

/// What readers see in another language than the type's file is written in (`x-ban-dich`); "" and
/// empty where that is not translated.
struct Labels {
  std::string language;  ///< Two letters.
  std::string title, help, unit;
  std::string plural;                ///< Of a type: what its lists and its section are called.
  std::string button, thanks;        ///< Of a form.
  std::vector<std::string> choices;  ///< As many as Constraints::choices, or none.
};

/// The language of types' files: of labels that have no translation.
inline constexpr std::string_view label_language = "vi";

/// Null when there are none in that language.
const Labels* find_labels(const std::vector<Labels>& translations, std::string_view language);

/// `if`/`then` and `dependentRequired`: when the field `when` holds one of `values` (any value when
/// empty), the fields `required` are required too. Numbers index the field table it stands beside.
struct Condition {
  std::size_t when = 0;
  std::vector<std::string> values;
  std::vector<std::size_t> required;
};

struct Field {
  std::string name;
  std::string label;  ///< `title`.
  std::string help;   ///< `description`.
  FieldKind kind = FieldKind::text;
  bool required = false;
  bool nullable = false;       ///< `type` holds "null" beside another.
  std::string reference_type;  ///< `x-tham-chieu`: the id of the type it names.
  int column = 0;              ///< `x-cot`: place among the list columns, from 1; 0 none.
  bool facet = false;          ///< `x-loc`: lists are also made per value of this field.
  std::string basis;           ///< `x-can-cu`: the rule that asks for it; "" none.
  bool is_picture = false;     ///< Of a file: pages show it (`x-dinh-dang: anh`).
  bool unique = false;         ///< `x-duy-nhat`: no two records of a portal have the same value.
  std::string unit;            ///< `x-don-vi`: what follows a number ("%", "đồng").
  std::vector<Labels> translations;
  Constraints constraints;
  std::string example;                ///< The first of `examples`, as text; "" none.
  Place place;                        ///< Where the type's file defines it.
  std::vector<Field> children;        ///< Of a group: its fields. Of a list: one, its item.
  std::vector<Condition> conditions;  ///< Of a group: when more of its fields are required.

  /// Whether it, or a field within, names a file.
  bool names_files() const {
    return kind == FieldKind::file ||
           std::any_of(children.begin(), children.end(),
                       [](const Field& child) { return child.names_files(); });
  }
};

/// A content type, read from site/types/<id>.schema.json.
struct Type {
  std::string id;  ///< snake_case, Vietnamese without diacritics; also the file's stem.
  std::string
      folder;  ///< kebab-case of the id: its folder under content/<portal>/ and data/<portal>/.
  std::string title;  ///< "Thủ tục hành chính": `title`.
  std::string help;   ///< `description`.
  std::vector<Labels> translations;
  std::string file;  ///< Where it was read from, relative to the site root.
  Place role_place;  ///< Of `x-vai-tro`; line 0 when it has none.
  std::string role;  ///< `x-vai-tro`: what the program knows it as; "" when it needs no role.
  std::string url;   ///< `x-url`: "/thu-tuc/{ma}/"; "" when its records have no pages of their own.
  std::string page_template;  ///< `x-mau`: under the theme's templates/.
  std::string list_template;  ///< `x-mau-danh-sach`; "" when the type has no list.
  std::string
      content_group;  ///< `x-nhom`: the group whose usefulness is asked for (thu_tuc …); "" none.
  std::string title_field;  ///< `x-tieu-de`: the field that names a record; "tieu_de" by default.
  std::string date_field;   ///< `x-ngay`: the field lists are sorted by, newest first; "" by title.
  std::string json_ld;      ///< `x-schema-org`: the schema.org type of its pages; "" none.
  std::string basis;        ///< `x-can-cu`: the rule that asks for such content; "" none.
  bool needs_body = false;  ///< `x-than-bai`: a record without text below its fields is refused.
  /// `x-than-bai-toi-thieu`: the least number of words of that text.
  std::size_t least_body = 0;
  std::vector<Field>
      fields;  ///< In the order of `properties`; a record's values stand in this order.
  std::vector<Condition> conditions;

  /// The index of a field in `fields`, or nullopt.
  std::optional<std::size_t> field(std::string_view name) const;
};

}  // namespace minhbach::schema
