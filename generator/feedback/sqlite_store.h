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

/// Opens the file, or makes it, and brings it to this version's schema in one transaction. A
/// damaged file is not opened. WAL with synchronous=NORMAL, whose log waits for the disk only
/// before it is moved into the file; settle() adds what FULL does at each commit, the wait for the
/// log, without holding up the next transaction. All but put() has settled when it returns.
Result<std::unique_ptr<Store>> open_sqlite(const SqliteOptions& options);

}  // namespace minhbach::feedback
