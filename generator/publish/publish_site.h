// Publishing on one screen: look, plan, guard, lock, carry out.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "publish/guards.h"
#include "publish/lock.h"
#include "publish/target.h"

namespace minhbach::publish {

/// How far a run is.
struct Progress {
  std::size_t files = 0, of_files = 0;
  std::uint64_t bytes = 0, of_bytes = 0;
};

/// What was asked for.
struct Orders {
  bool dry_run = false;     ///< `--thu`: say what would be done.
  bool adopt = false;       ///< `--nhan`: believe what is there, not what the manifest says.
  bool break_lock = false;  ///< `--pha-khoa`
  Allowed allowed;
  std::int64_t time = 0;                       ///< Seconds since 1970.
  std::function<void(const Progress&)> tell;   ///< May be empty.
  std::function<void(unsigned seconds)> wait;  ///< Before another try.
  /// Told of the lock before it is put: for giving it up when this process is told to end. May be
  /// empty.
  std::function<void(const Lock&)> hold;
};

/// What was done, or would be.
struct Outcome {
  Manifest before;  ///< Number 0 when nothing was published there.
  Plan plan;
  std::vector<std::string> doubtful;  ///< What a run that was cut off may have changed; sorted.
  bool is_done = false;               ///< The place now is what the plan says.
  bool adopted = false;
  std::size_t sent = 0, resumed = 0;
  std::uint64_t sent_bytes = 0;
  std::size_t checked = 0;  ///< Addresses that were looked at as visitors see them.
  std::size_t tries = 0;    ///< How often something had to be tried again.
};

/// Brings `place` to hold `site`. What stands in the way is in the report; a run that fails in the
/// middle leaves a place that the next one knows how to mend.
Outcome publish_site(const SiteFiles& site, const PublishPlace& place, Target& target,
                     const Orders& orders, Report& report);

/// Goes back to the version that was there `steps` before; it becomes a new one.
Outcome roll_back(unsigned steps, const std::string& portal, const PublishPlace& place,
                  Target& target, const Orders& orders, Report& report);

}  // namespace minhbach::publish
