// A rendered body as bytes: what others ask of it apart from what only its own page shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/fingerprint.h"
#include "ingest/record_texts.h"
#include "markdown/markdown.h"

namespace minhbach::ingest {

/// A body unpacked.
struct Body {
  markdown::Document document;  ///< Its HTML is left out where it has to be made again.
  Fingerprint html;             ///< Of the HTML.
};

/// The bytes of PackedBody::shape and PackedBody::texts.
std::string pack_body_shape(const markdown::Document& body);
std::string pack_body_texts(const markdown::Document& body);

/// The bytes of PackedBody::put_aside.
std::string pack_whole_body(std::string_view texts, std::string_view html);

/// Every id in the body, sorted.
std::vector<std::string_view> body_anchors(const PackedBody& body);
bool has_anchor(const PackedBody& body, std::string_view anchor);

/// What it leads to: of each slot, only whether it is a picture, and its target.
std::vector<markdown::Slot> body_links(const PackedBody& body);

/// All of a body but its HTML; `file` is where it stands. `texts`: see pack_body_texts.
Body unpack_body(std::string_view shape, std::string_view texts, std::string_view file);
/// With it; `put_aside`: see pack_whole_body.
Body unpack_whole_body(std::string_view shape, std::string_view put_aside, std::string_view file);

}  // namespace minhbach::ingest
