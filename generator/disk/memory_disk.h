// A disk held in memory, for tests: it can fail where it is told to, and counts what was done.
#pragma once

#include <functional>
#include <map>
#include <mutex>

#include "disk/real_disk.h"

namespace minhbach {

/// Keeps the contract of Disk; folders exist as long as a file is in them. There are no links.
class MemoryDisk : public Disk {
 public:
  explicit MemoryDisk(std::uint64_t file_limit = default_file_limit) : file_limit_(file_limit) {}

  Result<std::string> read(std::string_view path) const override;
  bool is_file(std::string_view path) const override;
  bool is_folder(std::string_view path) const override;
  std::vector<FileEntry> list(std::string_view folder,
                              std::vector<Diagnostic>& problems) const override;
  std::vector<std::string> folders(std::string_view folder) const override;
  Result<Written> write(std::string_view path, std::string_view bytes) override;
  Result<Done> append(std::string_view path, std::string_view bytes) override;
  Result<Done> remove(std::string_view path) override;

  /// From now on reading `path` (listing it, when it is a folder), or writing and removing it,
  /// fails with `message`.
  void fail_read(std::string path, const Message& message);
  void fail_write(std::string path, const Message& message);

  struct Counts {
    std::size_t reads = 0;
    std::size_t writes = 0;     ///< Files created or replaced.
    std::size_t unchanged = 0;  ///< Writes of the bytes that stood there already.
    std::size_t removals = 0;
  };
  Counts counts() const;

  /// The paths created, replaced or removed since the last call of `forget`, sorted, each once.
  std::vector<std::string> touched() const;
  /// Starts the counts and the list of touched paths anew.
  void forget();

 private:
  bool has_folder(std::string_view path) const;

  using Failures = std::map<std::string, const Message*, std::less<>>;

  std::uint64_t file_limit_;
  mutable std::mutex mutex_;  ///< Guards all below.
  std::map<std::string, std::string, std::less<>> files_;
  Failures read_failures_, write_failures_;
  mutable Counts counts_;
  std::map<std::string, std::int64_t, std::less<>> stamps_;  ///< By path: a number a write.
  std::int64_t last_stamp_ = 0;
  std::map<std::string, int, std::less<>> touched_;
};

}  // namespace minhbach
