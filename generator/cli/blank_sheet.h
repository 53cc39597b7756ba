// A workbook in which an office fills in records of a type, for `import xlsx`.
#pragma once

#include "schema/type.h"
#include "table/write_xlsx.h"
#include "text/date.h"

namespace minhbach::cli {

/// A sheet with a column for each field that a cell can hold, required ones first; a second one,
/// "Hướng dẫn", that explains each; lists to choose from. In Vietnamese, like labels and help.
table::XlsxBook blank_sheet(const schema::Type& type, text::Date today);

}  // namespace minhbach::cli
