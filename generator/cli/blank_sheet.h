// A workbook in which an office fills in records of a type, for `import xlsx`.
#pragma once

#include <vector>

#include "ingest/known_names.h"
#include "schema/type.h"
#include "table/write_xlsx.h"
#include "text/date.h"

namespace minhbach::cli {

/// A sheet with a column for each field that a cell can hold, required ones first; a second one,
/// "Hướng dẫn", that explains each; lists to choose from. In Vietnamese, like labels and help.
/// `types`: what references are called. `known`: the names that they can be chosen from.
table::XlsxBook blank_sheet(const schema::Type& type, const std::vector<schema::Type>& types,
                            const ingest::KnownNames& known, text::Date today);

}  // namespace minhbach::cli
