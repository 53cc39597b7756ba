// Submissions in one SQLite file (the only file of this folder's that sees SQLite).
#pragma once

#include <memory>
#include <string>

#include "feedback/store.h"

namespace minhbach::feedback {

struct SqliteOptions {
  std::string path;
  /// Opens an existing file only: for commands that read.
  bool must_exist = false;
  /// Looks the whole file over before anything is written to it.
  bool check_first = true;
  /// How many milliseconds another process may hold the file before a write gives up.
  int patience = 5000;
};

/// Opens the file, or makes it, and brings it to this version's schema in one transaction. WAL with
/// synchronous=FULL: a commit returns when it is on disk. A damaged file is not opened.
Result<std::unique_ptr<Store>> open_sqlite(const SqliteOptions& options);

}  // namespace minhbach::feedback
