// The files below one folder of this machine.
#pragma once

#include <atomic>
#include <shared_mutex>
#include <unordered_set>
#include <variant>

#include "disk/disk.h"

namespace minhbach {

/// Files over this size are not read at all; Markdown and data have smaller limits of their own.
inline constexpr std::uint64_t default_file_limit = 64ull * 1024 * 1024;

/// For folders of files that this program made: of a large portal some are larger.
inline constexpr std::uint64_t no_file_limit = ~0ull;

/// A Disk on the file system (POSIX). A write goes to a temporary name in the same folder and is
/// renamed over the old file; there is no fsync, so that after a power cut a site has to be built
/// from scratch (docs/formats.md). Leftovers of a killed run are named
/// ".minhbach-<process>-<number>" and never listed. Symbolic links are followed as long as they
/// stay inside the root; writing replaces a link by a file. The folders on the way are checked once
/// and remembered, so whoever turns one of them into a link while the program runs is not noticed.
class RealDisk : public Disk {
 public:
  /// `root` is made at the first write when it does not exist. `jobs`: threads that list() uses.
  explicit RealDisk(std::string root, std::uint64_t file_limit = default_file_limit,
                    unsigned jobs = 1);

  Result<std::string> read(std::string_view path) const override;
  Result<HeldBytes> hold(std::string_view path) const override;
  bool is_file(std::string_view path) const override;
  bool is_folder(std::string_view path) const override;
  bool is_present(std::string_view path) const override;
  std::vector<FileEntry> list(std::string_view folder,
                              std::vector<Diagnostic>& problems) const override;
  std::vector<std::string> folders(std::string_view folder) const override;
  Result<Written> write(std::string_view path, std::string_view bytes) override;
  Result<Done> append(std::string_view path, std::string_view bytes) override;
  Result<Done> remove(std::string_view path) override;
  void remove_leftovers() override;

  const std::string& root() const { return root_; }

 private:
  enum class Where : std::uint8_t { inside, outside, missing };

  /// A file open for reading, and what it is.
  struct Opened {
    int descriptor;  ///< To be closed.
    std::uint64_t size;
  };

  std::string absolute(std::string_view path) const;
  Result<Opened> open(std::string_view path) const;
  bool is_kind(std::string_view path, unsigned kind) const;  ///< S_IFREG or S_IFDIR.
  Where locate(std::string_view path) const;
  Where locate_folder(std::string_view folder) const;  ///< Remembers those inside.
  std::variant<Written, int> try_write(std::string_view path, std::string_view bytes);
  int make_folder(std::string_view folder);
  void forget_folder(std::string_view folder);

  std::string root_;  ///< As given, without a '/' at its end.
  std::uint64_t file_limit_;
  unsigned jobs_;
  std::atomic<std::uint64_t> next_temporary_ = 0;

  mutable std::shared_mutex mutex_;                 ///< Guards what is below.
  mutable std::unordered_set<std::string> inside_;  ///< Folders known to be in the root.
  std::unordered_set<std::string> made_;            ///< Folders known to exist.
};

}  // namespace minhbach
