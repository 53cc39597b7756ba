// The two halves of a Markdown document as bytes: its shape, which others may ask for, and its
// text.
#pragma once

#include <string_view>

#include "base/packing.h"
#include "markdown/markdown.h"

namespace minhbach::ingest {

/// Anchors, and of the slots what they lead to.
void pack_shape(const markdown::Document& document, Packer& shape);
/// All else but the HTML.
void pack_text(const markdown::Document& document, Packer& texts);

/// The reverse, in this order. `file` is where the document stands.
void unpack_shape(Unpacker& shape, std::string_view file, markdown::Document& document);
void unpack_text(Unpacker& texts, markdown::Document& document);

/// One slot of a shape.
void unpack_link(Unpacker& shape, markdown::Slot& slot);

}  // namespace minhbach::ingest
