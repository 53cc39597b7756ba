// What an earlier run made of each source file, so that a file that is as it was is not read again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fingerprint.h"
#include "disk/disk.h"

namespace minhbach::ingest {

/// Where PackedFile's two parts lie, one behind the other, in the file of packed records, and what
/// they must be.
struct PackedPlace {
  std::uint64_t offset = 0;
  std::uint64_t shape_size = 0;
  std::uint64_t texts_size = 0;
  Fingerprint shape;
  Fingerprint texts;

  std::uint64_t size() const { return shape_size + texts_size; }
  /// Wherever it lies.
  bool holds_same(const PackedPlace& other) const {
    return shape == other.shape && texts == other.texts;
  }
};

/// One source file and what became of it. Borrows its texts from whoever made it.
struct RememberedSource {
  std::string_view path;
  std::uint64_t size = 0;
  FileStamp stamp;        ///< None when the file was too fresh to be trusted by its stamp.
  Fingerprint digest;     ///< Of its bytes, and of its sidecar's.
  std::string_view note;  ///< The host's, of a file that holds no records.
  PackedPlace packed;     ///< Of a file of records.
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
  /// What the host noted of that build; "" of an empty one.
  std::string_view head() const { return head_; }
  /// Sorted by path.
  const std::vector<RememberedSource>& sources() const { return sources_; }
  const RememberedSource* find(std::string_view path) const;

  /// Gives it the file of packed records, which is large and often not needed.
  void set_packed(HeldBytes packed) { packed_ = std::move(packed); }
  std::uint64_t packed_size() const { return packed_.bytes.size(); }
  /// The two parts of a source; nothing when they are not what they must be. Valid while the memory
  /// lives.
  struct Parts {
    std::string_view shape, texts;
  };
  std::optional<Parts> parts(const PackedPlace& place) const;

 private:
  std::shared_ptr<const std::string> bytes_;
  std::uint64_t number_ = 0;
  std::string_view head_;
  std::vector<RememberedSource> sources_;
  HeldBytes packed_;
};

/// The bytes that SourceMemory::read takes (docs/formats.md). `sources` are sorted by path.
std::string to_bytes(const std::vector<RememberedSource>& sources, std::string_view stamp,
                     std::uint64_t number, std::string_view head);

}  // namespace minhbach::ingest
