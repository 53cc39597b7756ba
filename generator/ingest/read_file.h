// One file of records: Markdown with front matter, YAML, JSON or CSV.
#pragma once

#include <memory>
#include <vector>

#include "base/source_text.h"
#include "disk/disk.h"
#include "ingest/scan.h"
#include "model/record.h"
#include "schema/type.h"
#include "value/arena.h"

namespace minhbach::ingest {

/// In a cell of a table, this parts the items of a list.
inline constexpr std::string_view list_separator = " | ";

struct FileRecords {
  std::vector<Record> records;       ///< In the order of the file; those with errors left out.
  std::unique_ptr<SourceText> text;  ///< Of a Markdown file: what the records' bodies point into.
};

/// Reads `file`, whose type is `type`. Values are made in `arena`; what is wrong goes to `report`.
FileRecords read_file(const Disk& disk, const SourceFile& file, const schema::Type& type,
                      Arena& arena, Report& report);

}  // namespace minhbach::ingest
