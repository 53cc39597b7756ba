// What stands at a place: the list of files with their digests that is kept there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace minhbach::publish {

/// One file of a published site. Its media type and how it may be cached follow from its path
/// (model/content_type.h, model/cache_rule.h) and are written down for whoever reads the list.
struct Entry {
  std::string path;  ///< Relative to the site, with '/'.
  std::uint64_t size = 0;
  Digest digest;

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// An asset that no page names any longer, kept for pages that somebody still has in a cache.
struct Retired {
  Entry entry;
  std::int64_t since = 0;  ///< Days since 1970.
};

/// An asset that no page names any longer and that is in doubt, mostly of a run that was cut off:
/// what is in it, or whether it came at all, is not known. Readers may have a page of that run.
struct Unsure {
  std::string path;
  std::int64_t since = 0;  ///< Days since 1970.
};

/// An earlier version, as what has to be undone to come back to it from the one after it.
struct Earlier {
  std::uint64_t number = 0;
  std::int64_t time = 0;   ///< When it was published, seconds since 1970.
  std::int64_t built = 0;  ///< As in Manifest.
  std::string folder;
  std::vector<Entry> was;           ///< Files that were others, or are no longer there.
  std::vector<std::string> absent;  ///< Files that were not there.
};

/// docs/formats.md, "What is published".
struct Manifest {
  std::string portal;            ///< Portal::output of the build: "luc-nam", "luc-nam@xuc-tien".
  std::uint64_t number = 0;      ///< Of this version, counted from 1 at this place.
  std::int64_t time = 0;         ///< When it was published, seconds since 1970.
  std::int64_t built = 0;        ///< When its files last changed, nanoseconds since 1970.
  std::string folder;            ///< Where its files are: "" in place, "ban/12" of a release.
  std::vector<Entry> files;      ///< Sorted by path.
  std::vector<Retired> retired;  ///< Sorted by path.
  std::vector<Unsure> unsure;    ///< Sorted by path. A release has none.
  std::vector<Earlier> earlier;  ///< Newest first.
  std::vector<Entry> left_out;   ///< Of the build, but not there: the place must not have them.
  std::optional<bool> can_lock;  ///< Whether the place has proved that it can lock, when asked.

  const Entry* find(std::string_view path) const;
};

/// Where the manifest and all else that belongs to publishing is kept, at the place.
inline constexpr std::string_view control_folder = ".minhbach/xuat-ban";
inline constexpr std::string_view manifest_path = ".minhbach/xuat-ban/ke-khai";

std::string to_bytes(const Manifest& manifest);
/// So many bytes at its end are a digest of all the others.
inline constexpr std::size_t manifest_end_size = 4 + 64 + 1;

/// Of 64 hexadecimal digits.
std::optional<Digest> read_digest(std::string_view hex);

/// Nothing when the bytes are cut short, changed, or of another version.
std::optional<Manifest> read_manifest(std::string_view bytes);

/// The entry of that path in a sorted list; null when it is not there.
const Entry* find_entry(const std::vector<Entry>& entries, std::string_view path);

}  // namespace minhbach::publish
