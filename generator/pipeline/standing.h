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
  graph::Fingerprint frame;                    ///< Of all that is neither record nor body.
};

/// Holds `portal`, whose sources have been read, against `earlier`.
Standing compare_with(const EarlierBuild& earlier, const Context& ctx, const Site& site,
                      const Portal& portal, const Theme& theme);

}  // namespace minhbach::pipeline
