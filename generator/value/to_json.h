// A document to JSON as people like to read and compare it.
#pragma once

#include <string>

#include "value/node.h"

namespace minhbach {

/// The document with a line end: two spaces a level, a list or object on one line where it fits in
/// 100 columns, except the outermost. Letters stay as they are. Plain scalars become texts.
std::string to_json(const Node& node);

/// On one line.
std::string to_compact_json(const Node& node);

/// True when both say the same; the order of an object's members does not count.
bool is_same(const Node& a, const Node& b);

}  // namespace minhbach
