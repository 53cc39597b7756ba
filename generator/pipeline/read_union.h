// What all pages read together, out of the lists of single ones.
#pragma once

#include <vector>

#include "pipeline/page_reader.h"

namespace minhbach::pipeline {

/// What many lists hold, sorted, each read once. Lists of like length are merged, so that a read is
/// moved about log2 of the number of lists times, not once for each list.
class ReadUnion {
 public:
  /// `list`: sorted, each read once.
  void add(std::vector<Read> list);

  /// All of it; the union is empty afterwards.
  std::vector<Read> take();

 private:
  void merge_last_two();

  std::vector<std::vector<Read>> runs_;  ///< Each longer than twice the next.
};

}  // namespace minhbach::pipeline
