// What the title and the Markdown of one record became.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fingerprint.h"
#include "disk/overflow.h"
#include "markdown/markdown.h"

namespace minhbach::ingest {

/// A rendered body, packed: of a large site's bodies few are asked for at a time
/// (ingest/packed_body.h). Owns nothing; lives where the record's values do.
struct PackedBody {
  std::string_view shape;  ///< Anchors, and what is linked: what others ask of it.
  /// The rest but for the HTML, as an earlier build kept it; "" when it was read just now, and …
  std::string_view texts;
  Waiting put_aside;  ///< … the rest and the HTML wait here.
};

/// Made once for all portals; the Markdown's links are still open (markdown::Slot).
struct RecordTexts {
  std::string_view title_key;      ///< Sorts records by title (text::Collator).
  std::optional<PackedBody> body;  ///< None when there is no text below the fields.
  /// Markdown fields, by where their text starts (FieldValue::text_data): fields are found that way
  /// from wherever a template reaches them, however deep they stand. Sorted.
  std::vector<std::pair<const char*, markdown::Document>> fields;

  /// Null when no Markdown starts there.
  const markdown::Document* field(const char* text) const {
    const auto at = std::lower_bound(fields.begin(), fields.end(), text,
                                     [](const auto& a, const char* b) { return a.first < b; });
    return at != fields.end() && at->first == text ? &at->second : nullptr;
  }
  void sort_fields() {
    std::sort(fields.begin(), fields.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  }
};

}  // namespace minhbach::ingest
