// What the Markdown of one record became.
#pragma once

#include <string_view>
#include <unordered_map>

#include "graph/fingerprint.h"
#include "markdown/markdown.h"

namespace minhbach::ingest {

/// The Markdown of one record, rendered once for all portals; links still open (markdown::Slot).
struct RecordTexts {
  bool has_body = false;
  /// Its `html` may have been left out: a body's is large and only its own page shows it.
  markdown::Document body;
  graph::Fingerprint body_html;  ///< Of the body's HTML.
  /// Markdown fields by where their text starts (FieldValue::text_data): fields are found that way
  /// from wherever a template reaches them, however deep they stand.
  std::unordered_map<const char*, markdown::Document> fields;
};

}  // namespace minhbach::ingest
