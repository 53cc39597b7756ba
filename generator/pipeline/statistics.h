// What readers answered, added up by `minhbach feedback statistics`, as pages show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_text.h"

namespace minhbach::pipeline {

/// Votes on the pages of one content group in one quarter.
struct UsefulCell {
  std::string group;    ///< `x-nhom` of types.
  std::string quarter;  ///< "2026-Q4".
  int votes = 0;        ///< 0 for a cell that is not shown: too few, or it would give others away.
  int useful = 0;       ///< Of `votes`.
  std::string as_of;    ///< ISO date of the last vote counted; "" for one that is not shown.
};

struct UsefulFigures {
  int least = 0;                  ///< Cells with fewer votes are not shown.
  std::vector<UsefulCell> cells;  ///< Newest quarter first, then by group.
};

/// data/<portal>/thong-ke/huu-ich.json (docs/formats.md). A file that is not of that form is an
/// error: half a table would be read as a whole one.
UsefulFigures read_useful_figures(const SourceText& source, Report& report);

struct Share {
  double value = 0, low = 0, high = 0;  ///< In percent.
};

/// The share with its 95 % interval after E. B. Wilson, "Probable Inference, the Law of Succession,
/// and Statistical Inference", JASA 22 (1927), which also holds for few votes and shares near 0 or
/// 100 %. `votes` is at least 1.
Share wilson_share(int useful, int votes);

/// The folder below data/<portal>/ that figures are in, which holds no records.
inline constexpr std::string_view figures_folder = "thong-ke";

}  // namespace minhbach::pipeline
