// What was imported once, what became of it here, and what its source says now: one record.
#pragma once

#include <string>
#include <vector>

#include "value/node.h"

namespace minhbach::ingest {

/// A field that is another now. A null pointer: it was, or is, not there. The nodes belong to the
/// documents that were compared.
struct FieldChange {
  std::string field;
  const Node* before = nullptr;
  const Node* after = nullptr;
};

struct Merge {
  Node record;
  std::vector<FieldChange> taken;      ///< Changed in the source and not here: from old to new.
  std::vector<FieldChange> conflicts;  ///< Changed in both: from what stands here to the source's.
  std::vector<std::string> kept;       ///< Changed here alone.
};

/// Merges field by field. `base`: as last imported; null when nobody remembers, and then whatever
/// differs here is taken for an edit. `local`: as it stands here. A field that was edited here
/// keeps its value; any other takes the source's. `linked`: fields that only make sense together (a
/// text and its number): when one of them was edited here, all of them keep their values. Members
/// keep the order they have here. The documents must outlive the result.
Merge merge_record(const Node* base, const Node& local, const Node& source,
                   const std::vector<std::vector<std::string>>& linked = {});

/// `local` with the fields of `source`; those of `owned` that `source` lacks are removed. For a
/// table, which says all there is to say on its columns.
Merge replace_fields(const Node& local, const Node& source, const std::vector<std::string>& owned);

}  // namespace minhbach::ingest
