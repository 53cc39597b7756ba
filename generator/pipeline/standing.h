// How a portal stands against the build before: the same but for some texts, or different.
#pragma once

#include "pipeline/earlier_build.h"
#include "pipeline/load_theme.h"

namespace minhbach::pipeline {

/// Of one portal, against its earlier build.
struct Standing {
  /// All that lists, other pages, feeds or checks can show is as it was, and nothing had to be
  /// said then: only pages of records of `changed_sources` can differ.
  bool is_same = false;
  std::vector<std::uint32_t> changed_sources;  ///< Whose bodies alone changed.
  Fingerprint frame;                           ///< Of all that is neither record nor body.
  /// By record: in the earlier build, of this day and frame, its file had the same records. Empty
  /// when that is said of none.
  std::vector<char> settled;
};

/// The portal's sources whose values are laid over records.
std::size_t count_layers(const Site& site, const Portal& portal);

/// Holds `portal`, whose sources have been read, against `earlier`.
Standing compare_with(const EarlierBuild& earlier, const Context& ctx, const Site& site,
                      const Portal& portal, const Theme& theme);

/// Fills Standing::settled, once all records are there.
void settle_records(const EarlierBuild& earlier, const Context& ctx, const Site& site,
                    const Portal& portal, Standing& standing);

}  // namespace minhbach::pipeline
