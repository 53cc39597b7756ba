// How messages about schemas and records name fields and list choices.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/type.h"

namespace minhbach::schema {

/// `"so_ky_hieu" (Số, ký hiệu)`, the label in the language of the message (see base/diagnostic.cpp:
/// both stand in the argument).
std::string name_of(const Field& field);

/// What a type is called, in quotes, in the language of the message.
std::string title_of(const Type& type);

/// `a, b, c …`: the first dozen.
std::string list_of(const std::vector<std::string_view>& names);

std::vector<std::string_view> names_of(const std::vector<Field>& fields);

}  // namespace minhbach::schema
