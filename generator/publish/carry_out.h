// Does what a plan says, stage by stage, and can be cut off anywhere.
#pragma once

#include <string>
#include <vector>

#include "publish/lock.h"
#include "publish/publish_site.h"
#include "publish/sent_files.h"

namespace minhbach::publish {

/// All that one run works with. `outcome.plan.next` has its number, time and folder.
struct Work {
  const SiteFiles& site;
  const PublishPlace& place;
  Target& target;
  const Orders& orders;
  Report& report;
  Outcome& outcome;
  Lock lock;                ///< This run's, at the place already.
  bool takes_over = false;  ///< A run was cut off there before.
  /// By entry of the site: which file at the place has its bytes, perhaps itself; "" for what is to
  /// be sent.
  std::vector<std::string> sources;
  bool is_complete = false;   ///< The folder of `next` holds its files already: a rollback.
  SentFiles* sent = nullptr;  ///< What earlier tries have sent; null for a rollback.
};

/// False with errors in the report. The lock is gone afterwards, or says that nobody works there,
/// or is of somebody who has broken ours.
bool carry_out(Work& work);

/// Where a file of the site is at a place: `folder` is that of its release, "" in place.
std::string in_folder(const std::string& folder, const std::string& path);

/// Where bytes of earlier versions are kept in place: a file for each digest.
std::string kept_path(const Digest& digest);

}  // namespace minhbach::publish
