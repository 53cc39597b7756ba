// Which records of other folders a portal shows: what `gan` in its portal.json names, found.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/portal.h"
#include "pipeline/context.h"
#include "schema/type.h"

namespace minhbach::pipeline {

/// Finds what the mounts of all portals of a build name. Each portal.json is read once, and a
/// circle of mounts told once, however many of the portals on it are built.
class MountFinder {
 public:
  MountFinder(const Context& ctx, const std::vector<schema::Type>& types)
      : ctx_(ctx), types_(types) {}

  /// A portal that has been read already: its file need not be read again to follow its mounts.
  void remember(const Portal& portal);

  /// Finds the types that the mounts of `portal` show, and all that references of these lead to.
  /// Folders and types that are not there, and portals that mount each other in a circle, go to
  /// the report. Only a folder's own records are mounted, not what it mounts itself.
  void find(Portal& portal);

 private:
  /// What the portal `id` mounts, as its portal.json says now; none of what is no portal.
  const std::vector<std::string>& mounted_by(const std::string& id);
  /// The way from `at` back to `portal` over mounts; empty when there is none.
  std::vector<std::string> way_back(const std::string& portal, const std::string& at,
                                    std::set<std::string>& seen);
  void check_circle(const Portal& portal, Mount& mount);

  const Context& ctx_;
  const std::vector<schema::Type>& types_;
  std::map<std::string, std::vector<std::string>> mounted_;  ///< By portal.
  std::set<std::set<std::string>> told_;                     ///< Circles, as the portals on them.
};

}  // namespace minhbach::pipeline
