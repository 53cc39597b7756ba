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
  std::string unfinished;   ///< The folder of a release that was cut off; "" none.
  /// By entry of the site: which file at the place has its bytes; "" for what is to be sent.
  std::vector<std::string> sources;
  bool is_complete = false;   ///< The folder of `next` holds its files already: a rollback.
  SentFiles* sent = nullptr;  ///< What earlier tries have sent; null for a rollback.
};

/// False with errors in the report. The lock is gone afterwards, or says that nobody works there.
bool carry_out(Work& work);

/// Where bytes of earlier versions are kept in place: a file for each digest.
std::string kept_path(const Digest& digest);

}  // namespace minhbach::publish
