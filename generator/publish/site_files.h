// The files of a built site on this machine, with their digests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "publish/manifest.h"

namespace minhbach::publish {

/// When a file was last changed: one with the same stamp and size has the bytes it had.
struct Stamp {
  std::int64_t modified = 0, changed = 0;  ///< Nanoseconds since 1970.

  friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// A built site. `stamps` belong to `entries`, one each.
struct SiteFiles {
  std::string folder;  ///< Absolute or from the current folder, without final '/'.
  std::string portal;  ///< Portal::output.
  std::int64_t built = 0;
  std::vector<Entry> entries;  ///< Sorted by path; without the build's own notes.
  std::vector<Stamp> stamps;
  std::vector<std::string> made_up;  ///< Addresses of illustrations.
  std::size_t hashed = 0;            ///< How many files had to be read for their digests.
};

/// Where digests are remembered from run to run, in the output folder.
inline constexpr std::string_view digests_path = ".minhbach/ma-bam";

/// Reads what `paths` (as builds listed them, each once) are; only files that have changed since
/// the last time are opened. What is missing or unreadable is an error in the report.
SiteFiles read_site_files(std::string folder, std::string portal, std::vector<std::string> paths,
                          unsigned jobs, Report& report);

/// True when a file of the site is still the one whose digest is known.
bool is_same_file(int descriptor, std::uint64_t size, const Stamp& stamp);

}  // namespace minhbach::publish
