// Builds the portals into memory, again and again, and keeps what browsers are shown meanwhile.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "pipeline/build_portal.h"
#include "serve/shown.h"

namespace minhbach::serve {

/// What is to be built.
struct Subject {
  std::string root;                  ///< The site's root folder.
  std::vector<std::string> portals;  ///< Ids; at least one.
  /// What is shown, each under a port of its own: Portal::output of the portals' placements, in
  /// order; none for one placement each.
  std::vector<std::string> outputs = {};
  pipeline::Options build;            ///< But for its date and whether to write.
  images::KeptFiles* kept = nullptr;  ///< As pipeline::Context::kept; outlives the preview.
  std::function<text::Date()> today;  ///< Asked at each build: a preview may run past midnight.
  Language language = Language::vi;
};

class Rebuilder {
 public:
  explicit Rebuilder(Subject subject);

  /// Builds all portals; what is wrong goes to `report`. `edited`: the files that changed since the
  /// last call, for the order in which problems are shown. One thread only.
  void rebuild(const std::set<std::string>& edited, Report& report);

  /// What browsers are shown now; from any thread.
  std::shared_ptr<const Shown> shown() const;

 private:
  /// One of Subject::outputs as its portal.json says it now, without files; by its name when that
  /// cannot be read.
  ShownPortal described(const std::string& output) const;
  void show(Shown shown);
  /// What editors are told of placements whose ports are not open.
  std::vector<Diagnostic> notices() const;
  /// Where `output` is written: its own disk, of a further language a folder in it.
  std::unique_ptr<Disk> open(const std::string& output);

  Subject subject_;          ///< Not changed after the start.
  const std::string start_;  ///< Another one at each start, so that pages of an earlier run reload.
  std::size_t round_ = 0;    ///< Of what is shown, not of builds.
  std::size_t changes_ = 0;  ///< Of all disks, when `round_` last moved.
  std::set<std::string> edited_;                  ///< Since the last good build.
  std::vector<std::unique_ptr<KeptDisk>> disks_;  ///< By Subject::outputs.
  KeptDisk unshown_;  ///< Placements that came after the start: their ports are not open.
  std::set<std::string> unshown_outputs_;  ///< Those of the build that runs.

  mutable std::mutex mutex_;  ///< Guards what is below.
  std::shared_ptr<const Shown> shown_;
};

}  // namespace minhbach::serve
