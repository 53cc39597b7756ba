// What is the same for a whole build: the disk, the report, the options. No data passes through it.
#pragma once

#include <string>

#include "base/diagnostic.h"
#include "disk/disk.h"
#include "text/date.h"

namespace minhbach::images {
class KeptFiles;
}

namespace minhbach::pipeline {

struct Options {
  unsigned jobs = 1;
  text::Date today;     ///< The date of the build: same input and date, same bytes.
  bool drafts = false;  ///< Records marked `nhap: true` too.
  bool write = true;    ///< False for `check`: all is made and checked, nothing is written.
  std::string program =
      {};  ///< Which program builds: another one reuses nothing of an earlier build.
  bool incremental = true;  ///< False to make every output again (`--tu-dau`).
  /// Read every source again, even those whose size and time of change are as they were
  /// (`--doc-lai`).
  bool reread = false;
  /// In place of `dia_chi_tiep_nhan` of every portal that takes feedback; "" for what they say.
  std::string endpoint = {};
  bool copies = true;    ///< Compressed ones, for portals that want them (Portal::precompress).
  bool is_last = false;  ///< The process ends after this build: its memory need not be given back.
};

struct Context {
  const Disk& disk;  ///< The site's root: content/, data/, site/, themes/.
  Report& report;
  Options options;
  images::KeptFiles* kept = nullptr;  ///< Pictures of earlier builds; null: none are kept.
};

}  // namespace minhbach::pipeline
