// The keywords a content type's file may use, where each may stand, and the form of its value.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "value/node.h"

namespace minhbach::schema {

/// Where a keyword may stand; bits. The root of a content type, of a form.
enum : unsigned { at_root = 1, at_field = 2, at_item = 4, at_form = 8 };

/// The types a keyword goes with; bits. 0: any.
enum : unsigned {
  of_string = 1,
  of_integer = 2,
  of_number = 4,
  of_boolean = 8,
  of_array = 16,
  of_object = 32,
};

/// The form of a keyword's value.
enum class Shape : std::uint8_t {
  text,
  boolean,
  only_false,
  count,  ///< A whole number from 0 on.
  place,  ///< A whole number from 1 on.
  number,
  positive,
  texts,  ///< A list of strings, none twice.
  list,   ///< A list that is not empty.
  schema,
  schemas,  ///< An object of schemas.
  any,
};

struct Keyword {
  std::string_view name;
  unsigned where = 0;
  unsigned types = 0;
  Shape shape = Shape::any;
  bool annotation = false;  ///< May stand beside "$ref".
};

std::span<const Keyword> keywords();

/// Null when there is none of that name.
const Keyword* find_keyword(std::string_view name);

bool has_shape(const Node& value, Shape shape);

/// A sample of the form that reads the same in both languages: `["…", "…"]`.
std::string_view sample(Shape shape);

}  // namespace minhbach::schema
