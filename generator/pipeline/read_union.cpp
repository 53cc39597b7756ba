// The merging.
#include "pipeline/read_union.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace minhbach::pipeline {

void ReadUnion::add(std::vector<Read> list) {
  runs_.push_back(std::move(list));
  while (runs_.size() > 1 && runs_[runs_.size() - 2].size() <= 2 * runs_.back().size())
    merge_last_two();
}

std::vector<Read> ReadUnion::take() {
  while (runs_.size() > 1) merge_last_two();
  std::vector<std::vector<Read>> runs = std::exchange(runs_, {});
  return runs.empty() ? std::vector<Read>() : std::move(runs.front());
}

void ReadUnion::merge_last_two() {
  const std::vector<Read> last = std::move(runs_.back());
  runs_.pop_back();
  std::vector<Read> both;
  both.reserve(runs_.back().size() + last.size());
  std::set_union(runs_.back().begin(), runs_.back().end(), last.begin(), last.end(),
                 std::back_inserter(both));
  runs_.back() = std::move(both);
}

}  // namespace minhbach::pipeline
