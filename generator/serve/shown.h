// What browsers are shown at one moment; a rebuild puts another in its place as a whole.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "serve/kept_disk.h"

namespace minhbach::serve {

struct ShownPortal {
  std::string base_path = "/";  ///< With '/' at both ends, as in Portal.
  SiteFiles files = {};         ///< Of the last good build; empty before it.
  std::string title = {};       ///< As its portal.json has it; else its id.
  std::string description = {};
  std::string policy = {};  ///< The header that hosts are told to send; "" for none.
};

struct Shown {
  std::vector<ShownPortal> portals;  ///< In the order asked for.
  bool built = false;                ///< False until a build has succeeded.
  std::string version;   ///< Another one when pages should be loaded again; safe in a URL.
  std::string problems;  ///< HTML of problem_list; "" when the last build was good.
  Language language = Language::vi;
};

}  // namespace minhbach::serve
