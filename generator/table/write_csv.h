// Writes CSV that Excel in a Vietnamese office opens as it should.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace minhbach::table {

struct CsvOptions {
  char separator = ',';         ///< ';' opens by a double click where the comma is for decimals.
  bool byte_order_mark = true;  ///< Without it Excel takes UTF-8 for the old Windows encoding.
  bool guard_formulas = true;   ///< See formula_guard.h. Off only for text that is all our own.
};

/// RFC 4180 with CRLF; cells are quoted where they must be. Rows may be shorter than the header and
/// are filled up with empty cells. `read_table` gives the same cells back (line ends as LF).
std::string write_csv(const std::vector<std::string>& header,
                      std::span<const std::vector<std::string>> rows,
                      const CsvOptions& options = {});

}  // namespace minhbach::table
