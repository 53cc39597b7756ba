// What a run has sent so far, on this machine's disk, so that the next one need not send it again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/digest.h"
#include "disk/file_descriptor.h"

namespace minhbach::publish {

/// One for each place, in the output folder; there only while a run is unfinished. Paths are those
/// at the place, with the release's folder. It is believed only when the lock at the place is still
/// the one it was written under, and of that only what the next run is to put with the same bytes:
/// anything else that run may delete or replace.
class SentFiles {
 public:
  /// Reads what is there.
  SentFiles(const std::string& site_folder, const std::string& place);

  /// The lock of the run that wrote it; "" for none.
  const std::string& lock_id() const { return lock_id_; }
  bool has(std::string_view path, const Digest& digest) const;

  /// Begins anew under another lock, with no more than what holds for this run too.
  void begin(const std::string& lock_id, std::unordered_map<std::string, Digest> holds);
  /// Written at once: the file at the place is whole.
  void add(std::string_view path, const Digest& digest);
  /// All is done: nothing is remembered.
  void forget();

 private:
  void append(std::string_view bytes);

  std::string file_;
  std::string lock_id_;
  std::unordered_map<std::string, Digest> sent_;
  std::optional<FileDescriptor> descriptor_;
};

}  // namespace minhbach::publish
