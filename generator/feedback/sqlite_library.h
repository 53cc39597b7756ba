// SQLite, loaded when it is the store of what readers send.
#pragma once

#include <sqlite3.h>

#include "base/loaded_library.h"

namespace minhbach::feedback {

/// The functions that are used.
#define MINHBACH_SQLITE_FUNCTIONS(F) \
  F(sqlite3_bind_blob)               \
  F(sqlite3_bind_int)                \
  F(sqlite3_bind_int64)              \
  F(sqlite3_bind_text)               \
  F(sqlite3_busy_timeout)            \
  F(sqlite3_changes)                 \
  F(sqlite3_clear_bindings)          \
  F(sqlite3_close_v2)                \
  F(sqlite3_column_blob)             \
  F(sqlite3_column_bytes)            \
  F(sqlite3_column_int)              \
  F(sqlite3_column_int64)            \
  F(sqlite3_config)                  \
  F(sqlite3_errcode)                 \
  F(sqlite3_errmsg)                  \
  F(sqlite3_exec)                    \
  F(sqlite3_extended_result_codes)   \
  F(sqlite3_finalize)                \
  F(sqlite3_get_autocommit)          \
  F(sqlite3_open_v2)                 \
  F(sqlite3_prepare_v2)              \
  F(sqlite3_prepare_v3)              \
  F(sqlite3_reset)                   \
  F(sqlite3_step)                    \
  F(sqlite3_wal_checkpoint_v2)

struct SqliteLibrary {
  MINHBACH_SQLITE_FUNCTIONS(MINHBACH_MEMBER)
};

/// Throws std::runtime_error when it is not installed.
const SqliteLibrary& sqlite();

}  // namespace minhbach::feedback
