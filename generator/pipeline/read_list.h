// What one page read, in few bytes: the lists of all pages wait together until the log is written.
#pragma once

#include <string>
#include <vector>

#include "base/packing.h"
#include "pipeline/page_reader.h"

namespace minhbach::pipeline {

class ReadList {
 public:
  ReadList() = default;
  /// Sorts `reads` and takes each once.
  explicit ReadList(std::vector<Read> reads);

  /// Calls `use(read)` for each, in order.
  template <typename Use>
  void for_each(Use&& use) const {
    Unpacker in(bytes_);
    Read read;
    while (!in.at_end()) {
      // As steps from the one before, of which only the first that is not 0 says where it leads.
      if (const std::uint64_t kind = in.number(); kind != 0)
        read = {static_cast<Read::Kind>(static_cast<std::uint64_t>(read.kind) + kind), 0, 0};
      if (const std::uint64_t a = in.number(); a != 0) {
        read.a += static_cast<std::uint32_t>(a);
        read.b = 0;
      }
      read.b += static_cast<std::uint32_t>(in.number());
      use(read);
    }
  }

 private:
  std::string bytes_;
};

}  // namespace minhbach::pipeline
