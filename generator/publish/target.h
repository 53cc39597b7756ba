// A place that sites are published to, whatever is spoken there. How to add one: architecture.md.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "publish/site_files.h"

namespace minhbach::publish {

/// What a place can do; the contract test asserts exactly this.
struct Capabilities {
  /// Readers see the old or the new file, never half of one, and never none.
  bool atomic_replace = false;
  bool atomic_site = false;  ///< switch_to(): all files become others in one step.
  bool lock = false;         ///< create() never succeeds for two at once.
  bool list_sizes = false;   ///< list() is there, and tells sizes.
  bool copy = false;         ///< copy() without the bytes travelling.
};

/// One file to be sent. Its bytes are not held in memory.
struct Upload {
  std::string to;    ///< Path at the place.
  std::string from;  ///< Path on this machine.
  std::uint64_t size = 0;
  Digest digest;
  Stamp stamp;  ///< Of `from`, when its digest was taken: sending another file is an error.
};

/// One file to be had twice at the place.
struct Copy {
  std::string from, to;
  bool replaces = false;  ///< Else a file that is there already stays, and that is no error.
};

struct Listed {
  std::string path;
  std::uint64_t size = 0;
};

/// Why one item of a batch could not be done.
struct Failure {
  std::size_t item = 0;
  Diagnostic why;
  bool may_pass = false;  ///< Worth another try after open(): the line broke, the server is busy.
};
using Failures = std::vector<Failure>;

/// An item of a batch is done and will not be lost. Called from one thread at a time.
using OnDone = std::function<void(std::size_t item)>;

/// Paths are relative to the place's root, UTF-8, with '/', as Disk has them. Folders are made as
/// they are needed. Batches do as much as they can: what is not among the failures is done. Not
/// thread-safe: one caller.
class Target {
 public:
  virtual ~Target() = default;

  /// Connects, or connects again. To be called first; the capabilities hold afterwards.
  virtual Result<Done> open() = 0;
  virtual Capabilities capabilities() const = 0;

  /// The whole of a small file; nothing when it is not there.
  virtual Result<std::optional<std::string>> read(std::string_view path) = 0;
  /// The last `size` bytes of a small file, or all of one that is shorter.
  virtual Result<std::optional<std::string>> read_end(std::string_view path, std::size_t size);
  /// Puts a small file in place, in one step where the place can (atomic_replace).
  virtual Result<Done> write(std::string_view path, std::string_view bytes) = 0;
  /// The same for the lock (lock_path), which must not be there; false when it is.
  virtual Result<bool> create(std::string_view path, std::string_view bytes) = 0;
  /// For how many seconds the lock has been there, by the place's own clock (this machine's may be
  /// wrong); nothing when that cannot be known.
  virtual std::optional<std::int64_t> lock_age() = 0;

  /// Sends files: to a temporary name, checked there, then renamed, where the place can.
  virtual Failures put(std::span<const Upload> files, const OnDone& done) = 0;
  virtual Failures copy(std::span<const Copy> files, const OnDone& done) = 0;
  /// Whether a create() that was cut off may have left files under temporary names; false where it
  /// leaves none. Takes their folder away when it is empty. Only for who has the lock.
  virtual bool find_leftovers() { return false; }
  /// Removes files; one that is not there is no error.
  virtual Failures remove(std::span<const std::string> paths) = 0;
  /// Removes those of the folders that are empty, in the order given; never an error.
  virtual void remove_empty_folders(std::span<const std::string> paths) = 0;

  /// All files below `folder` ("" is the root), unsorted; a folder that is not there has none.
  virtual Result<std::vector<Listed>> list(std::string_view folder) = 0;
  /// What is really in files, by reading them back; nothing for one that is not there.
  virtual Failures digests(std::span<const std::string> paths,
                           const std::function<void(std::size_t, std::optional<Digest>)>& take) = 0;

  /// Makes the link `hien-tai` lead to `folder`, in one step.
  virtual Result<Done> switch_to(std::string_view folder) = 0;

  /// Whether rules for Apache (`.htaccess`) may be put there. They hide publishing's own folder
  /// from readers, and a place that is written through a web server which obeys them would never
  /// let us in again, not even to take them away.
  virtual Result<bool> may_have_rules() { return true; }

  /// Folders that need not be made: files are known to be in them.
  virtual void assume_folders(std::vector<std::string> folders) = 0;

  /// Whether the place can lock, as an earlier run has seen: create() then asks less.
  virtual void assume_lock(bool /*can_lock*/) {}

  /// Temporary names are this run's own from here on: of one that was cut off, requests may still
  /// be under way.
  void begin_run(std::string_view id) { run_ = id.substr(0, 8); }

 protected:
  /// Where a file lies on its way to `path`.
  std::string temporary_path(std::string_view path) const;

 private:
  std::string run_ = "0";
};

/// Where temporary names are.
inline constexpr std::string_view temporary_folder = ".minhbach/xuat-ban/tam";

/// Where bytes of earlier versions are kept in place.
inline constexpr std::string_view kept_folder = ".minhbach/xuat-ban/luu";

/// The link to the current release, at the place's root.
inline constexpr std::string_view current_link = "hien-tai";
/// Where releases are, a folder each.
inline constexpr std::string_view releases_folder = "ban";

/// Of what a server sends: not every one keeps to the part that was asked for.
std::string end_of(std::string bytes, std::size_t size);

/// The folders above `path`, the uppermost first: "a/b/c" has "a", "a/b".
std::vector<std::string> folders_above(std::string_view path);

}  // namespace minhbach::publish
