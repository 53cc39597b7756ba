// What has to be done at a place, and in which order.
#pragma once

#include <string>
#include <vector>

#include "publish/manifest.h"
#include "publish/site_files.h"

namespace minhbach::publish {

/// In this order, each after all of the one before: no page is ever there before what it refers to.
enum class Stage : std::uint8_t {
  assets,  ///< New files that pages refer to.
  new_pages,
  changed_files,  ///< Pages, and what is called the same as before.
  indexes,        ///< Feeds, sitemap, search, rules for hosts: what leads to pages.
  rules,          ///< `.htaccess` alone: it may shut out even us.
};
inline constexpr std::size_t stage_count = 5;

/// What an Apache obeys at once, if it is set to.
inline constexpr std::string_view rules_path = ".htaccess";

/// The stage of a file, which is new at the place or not.
Stage stage_of(std::string_view path, bool is_new);

/// From the manifest at a place to the site as it is to be.
struct Plan {
  std::vector<std::size_t> puts[stage_count];  ///< Indices into SiteFiles::entries.
  std::vector<std::string> deletions;          ///< Sorted.
  /// Of the site's files, sorted: those that come, are others, and are no longer there.
  std::vector<std::string> added, changed, gone;
  /// What will stand there, without number and time. Its files are those of the site, one by one,
  /// until all is sent: then those that are left out go.
  Manifest next;

  bool is_empty() const {
    return added.empty() && changed.empty() && gone.empty() && deletions.empty();
  }
  std::size_t put_count() const;
};

/// `today`: days since 1970. `doubtful`: paths that a run was about to change when it was cut off;
/// what stands there is not known. Sorted.
Plan make_plan(const Manifest& there, const SiteFiles& site, unsigned kept_asset_days,
               unsigned kept_versions, std::int64_t today,
               const std::vector<std::string>& doubtful);

}  // namespace minhbach::publish
