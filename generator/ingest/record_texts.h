// What the title and the Markdown of one record became.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "disk/overflow.h"
#include "graph/fingerprint.h"
#include "markdown/markdown.h"

namespace minhbach::ingest {

/// Made once for all portals; the Markdown's links are still open (markdown::Slot).
struct RecordTexts {
  std::string title_key;  ///< Sorts records by title (text::Collator).
  bool has_body = false;
  /// Its `html` may have been put aside, or left out: a body's is large and only its own page shows
  /// it.
  markdown::Document body;
  Waiting put_aside;
  graph::Fingerprint body_html;  ///< Of the body's HTML.
  /// When not "": what the body still lacks, packed (unpack_body), because only the record's own
  /// page asks for it: its lead and outline, and of its slots all but what they lead to. Also
  /// `body_html`.
  std::string_view packed_body;
  /// Markdown fields by where their text starts (FieldValue::text_data): fields are found that way
  /// from wherever a template reaches them, however deep they stand.
  std::unordered_map<const char*, markdown::Document> fields;
};

}  // namespace minhbach::ingest
