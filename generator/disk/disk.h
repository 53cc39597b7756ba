// The only way the generator touches files, so that a test can hand it a tree held in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace minhbach {

/// When a file was last changed, as its disk tells: a file with the stamp it had holds the bytes it
/// had. In nanoseconds since 1970 on a real disk. The default is no stamp at all.
struct FileStamp {
  std::int64_t modified = 0;  ///< Its bytes; programs may set this as they like.
  std::int64_t changed = 0;   ///< Its bytes, name or rights; only the system sets this.

  explicit operator bool() const { return changed != 0; }
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// One file of a listing.
struct FileEntry {
  std::string path;        ///< Relative to the disk's root, with '/'.
  std::uint64_t size = 0;  ///< Bytes.
  FileStamp stamp = {};
};

/// What a write did.
enum class Written : std::uint8_t { created, replaced, unchanged };

/// The bytes of a file, for as long as the keeper lives.
struct HeldBytes {
  std::string_view bytes;
  std::shared_ptr<const void> keeper;
};

/// Paths are relative to the disk's root, UTF-8, with '/', without "." or ".."; "" is the root.
/// All functions may be called from several threads at once.
class Disk {
 public:
  virtual ~Disk() = default;

  /// The whole file as bytes. A missing or unreadable file is an error, never an empty string.
  virtual Result<std::string> read(std::string_view path) const = 0;

  /// The same for a large file that need not be copied. Only for files that this program
  /// alone writes: they may grow meanwhile, or be replaced; who cuts one short ends the program.
  virtual Result<HeldBytes> hold(std::string_view path) const;

  /// True when `path` is a file that can be looked up.
  virtual bool is_file(std::string_view path) const = 0;
  virtual bool is_folder(std::string_view path) const = 0;

  /// True when something stands at `path`, whatever it is: for asking of thousands of outputs
  /// whether they are still there, faster than is_file.
  virtual bool is_present(std::string_view path) const { return is_file(path); }

  /// All files below `folder`, sorted by path; an absent folder has none. Names that start with '.'
  /// are passed over. A symbolic link that leads out of the root, and a file or folder that cannot
  /// be read, is put into `problems` and left out.
  virtual std::vector<FileEntry> list(std::string_view folder,
                                      std::vector<Diagnostic>& problems) const = 0;

  /// The names of the folders directly in `folder`, sorted, without those that start with '.'. One
  /// that cannot be looked into has none.
  virtual std::vector<std::string> folders(std::string_view folder) const = 0;

  /// Replaces the file in one step: a reader sees the old or the new bytes, never half of them.
  /// Creates parent folders. A file that already holds these bytes is left untouched.
  virtual Result<Written> write(std::string_view path, std::string_view bytes) = 0;

  /// Adds bytes at the end of a file, or begins it. Not in one step: a run that is killed may leave
  /// part of them. Only for files that say themselves how much of them holds.
  virtual Result<Done> append(std::string_view path, std::string_view bytes) = 0;

  /// Removes a file, and then each parent folder that it leaves empty. A missing file is no error.
  virtual Result<Done> remove(std::string_view path) = 0;

  /// Removes what writes of a program that was killed left half done, anywhere below the root.
  virtual void remove_leftovers() {}
};

/// True for a path the Disk contract allows: relative, no "." or "..", no empty part, no NUL.
bool is_disk_path(std::string_view path);

/// The bytes of a file that a listing named. That it is missing now is no misspelling: somebody is
/// changing the files while we read, and the diagnostic says so.
Result<std::string> read_listed(const Disk& disk, std::string_view path);

}  // namespace minhbach
