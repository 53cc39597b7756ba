// The packing.
#include "pipeline/read_list.h"

#include <algorithm>

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

}  // namespace minhbach::pipeline
