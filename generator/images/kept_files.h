// Drawn pictures that are kept from build to build, found again by what they were made from.
#pragma once

#include <atomic>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "disk/disk.h"

namespace minhbach::images {

/// Bytes of kept files where nobody says otherwise: some ten thousand share pictures and two
/// thousand photographs.
inline constexpr std::uint64_t usual_kept_limit = std::uint64_t{2} << 30;

/// What a kept file is made from, as its name. `maker` names the code and its version
/// ("poster-a4 3"): raised whenever the code would make other bytes from the same parts; the
/// releases of the libraries are added here (library_stamp.h). A large part (a photograph) is best
/// given as its own digest. No part runs into the next.
Digest kept_key(std::string_view maker, std::initializer_list<std::string_view> parts);

/// A folder of files by key, in a disk of its own (docs/formats.md, "Kept pictures"): the folder
/// may go at any time, and is then filled anew. An entry lies in the folder of the month of its
/// last use, so that what no build asks for can be told by name, without a list. All functions may
/// be called from several threads, and by several programs, at once: two that make one entry write
/// the same bytes.
class KeptFiles {
 public:
  /// `month`: today's, as "2026-11". Entries last used before the month before it are removed here.
  /// Nothing is kept when `disk` is null. `folder`: the whole path of the disk's root, for tell().
  /// `limit`: see tidy().
  KeptFiles(Disk* disk, std::string_view month, std::string_view folder = {},
            std::uint64_t limit = usual_kept_limit);

  /// The kept bytes, or those that `make` gives, which are then kept. A damaged entry is made
  /// again. A failure of `make` is not kept; one to write the entry is left to tell().
  Result<std::string> get_or_make(const Digest& key,
                                  const std::function<Result<std::string>()>& make);

  /// Warns, once for all since the last call, that something could not be kept.
  void tell(Report& report);

  /// Brings the folder under the limit: what this run did not use goes first, then what was used
  /// in the month before, each the oldest first. Looks only where enough was written since the
  /// last look, on average a 64th of the limit: a listing takes longer than a small build.
  void tidy();

 private:
  std::string path(const std::string& month, const Digest& key) const;
  bool take(const std::string& month, const Digest& key, std::string& bytes) const;
  void keep(const Digest& key, std::string_view bytes, bool used_before);
  void note_use(const Digest& key);

  Disk* disk_;
  std::string month_;
  std::string month_before_;  ///< Where what this month has not used yet may lie.
  std::string folder_;
  std::uint64_t limit_;
  std::atomic<bool> has_failed_ = false;
  std::atomic<bool> is_look_due_ = false;  ///< For tidy().
  std::mutex used_mutex_;
  std::set<std::string> used_;  ///< Paths of what this run asked for.
};

/// "2026-01" -> "2025-12".
std::string month_before(std::string_view month);

}  // namespace minhbach::images
