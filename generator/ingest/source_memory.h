// What an earlier run made of each source file, so that a file that is as it was is not read again.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "disk/disk.h"
#include "graph/fingerprint.h"

namespace minhbach::ingest {

/// One source file and what became of it. Borrows its texts from whoever made it.
struct RememberedSource {
  std::string_view path;
  std::uint64_t size = 0;
  FileStamp stamp;            ///< None when the file was too fresh to be trusted by its stamp.
  graph::Fingerprint digest;  ///< Of its bytes, and of its sidecar's.
  std::string_view shape;     ///< PackedFile::shape; "" for a file that holds no records.
  std::string_view texts;     ///< PackedFile::texts.
};

/// All sources of one portal. Only files about which nothing had to be said are in it: what is
/// wrong with a file is to be said again at every build.
class SourceMemory {
 public:
  /// The memory in `bytes`; an empty one when they are of another make or stamp. `is_damaged` tells
  /// bytes that are cut short or changed from bytes that another program left.
  static SourceMemory read(std::string bytes, std::string_view stamp, bool& is_damaged);

  /// The number of the build that wrote it; 0 of an empty one.
  std::uint64_t number() const { return number_; }
  /// Sorted by path.
  const std::vector<RememberedSource>& sources() const { return sources_; }
  const RememberedSource* find(std::string_view path) const;

 private:
  std::shared_ptr<const std::string> bytes_;
  std::uint64_t number_ = 0;
  std::vector<RememberedSource> sources_;
};

/// The bytes that SourceMemory::read takes (docs/formats.md). `sources` are sorted by path.
std::string to_bytes(const std::vector<RememberedSource>& sources, std::string_view stamp,
                     std::uint64_t number);

}  // namespace minhbach::ingest
