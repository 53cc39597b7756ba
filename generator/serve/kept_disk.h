// The built site of one portal, held in memory as the build writes it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "disk/disk.h"

namespace minhbach::serve {

/// Files by path. Bytes are shared and never changed, so a copy is cheap and stays as it is.
using SiteFiles = std::map<std::string, std::shared_ptr<const std::string>, std::less<>>;

/// Where preview builds write: nothing touches the real disk, and what a build leaves alone is the
/// same memory before and after.
class KeptDisk : public Disk {
 public:
  Result<std::string> read(std::string_view path) const override;
  bool is_file(std::string_view path) const override;
  bool is_folder(std::string_view path) const override;
  std::vector<FileEntry> list(std::string_view folder,
                              std::vector<Diagnostic>& problems) const override;
  std::vector<std::string> folders(std::string_view folder) const override;
  Result<Written> write(std::string_view path, std::string_view bytes) override;
  Result<Done> append(std::string_view path, std::string_view bytes) override;
  Result<Done> remove(std::string_view path) override;

  /// All files that a reader can ask for, as they are now.
  SiteFiles files() const;
  /// How many files a reader can ask for were created, replaced or removed since the start.
  std::size_t changes() const;

 private:
  mutable std::mutex mutex_;  ///< Guards what is below.
  SiteFiles files_;
  /// The generator's own: large, changed in place, asked for by no reader.
  std::map<std::string, std::string, std::less<>> notes_;
  std::size_t changes_ = 0;
};

/// The generator's own notes beside the site (".minhbach/…"), which no web host is to publish.
bool is_own_note(std::string_view path);

}  // namespace minhbach::serve
