// One file of records: Markdown with front matter, YAML, JSON or CSV.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/record_texts.h"
#include "ingest/scan.h"
#include "model/record.h"
#include "schema/type.h"
#include "value/arena.h"

namespace minhbach::ingest {

/// In a cell of a table, this parts the items of a list.
inline constexpr std::string_view list_separator = " | ";

struct FileRecords {
  std::vector<Record> records;     ///< In the order of the file; those with errors left out.
  std::vector<RecordTexts> texts;  ///< By record.
  /// That of a Markdown file's only record, as it was rendered: to be packed.
  std::unique_ptr<markdown::Document> body;
};

/// Reads `file`, whose type is `type` and whose bytes are `bytes`, its sidecar's `sidecar`. Values
/// are made in `arena`; what is wrong goes to `report`.
FileRecords read_file(const SourceFile& file, std::string bytes, std::string sidecar,
                      const schema::Type& type, Arena& arena, Report& report);

/// The HTML of the body of a record whose file is read again because it had been left out; nothing
/// when the bytes hold no body any more.
std::optional<std::string> read_body(const std::string& path, std::string bytes);

}  // namespace minhbach::ingest
