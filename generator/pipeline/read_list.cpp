// The packing.
#include "pipeline/read_list.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace minhbach::pipeline {

ReadList::ReadList(std::vector<Read> reads) {
  std::sort(reads.begin(), reads.end());
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  std::string made;
  Packer out(made);
  Read before;
  for (const Read& read : reads) {
    const bool is_same_kind = read.kind == before.kind;
    const bool is_same_thing = is_same_kind && read.a == before.a;
    out.number(static_cast<std::uint64_t>(read.kind) - static_cast<std::uint64_t>(before.kind));
    out.number(read.a - (is_same_kind ? before.a : 0));
    out.number(read.b - (is_same_thing ? before.b : 0));
    before = read;
  }
  bytes_ = made;  // In no more memory than it needs.
}

void ReadUnion::add(std::vector<Read> list) {
  runs_.push_back(std::move(list));
  while (runs_.size() > 1 && runs_[runs_.size() - 2].size() <= 2 * runs_.back().size())
    merge_last_two();
}

std::vector<Read> ReadUnion::take() {
  while (runs_.size() > 1) merge_last_two();
  return runs_.empty() ? std::vector<Read>() : std::move(runs_.front());
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
