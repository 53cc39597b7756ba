// What an import did, record by record and field by field.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "ingest/plan_import.h"
#include "schema/type.h"

namespace minhbach::cli {

struct ImportWords {
  Language language = Language::vi;
  bool only_look = false;    ///< Nothing was written, and the report says so.
  bool from_source = false;  ///< Changes are the source's, which local edits may stand against.
};

/// The report for standard output: a line for each record, its changed fields below it, and a sum.
/// Records that are as they were are only counted.
std::string import_report(const std::vector<ingest::PlannedRecord>& records,
                          const schema::Type& type, const ImportWords& words);

}  // namespace minhbach::cli
