// SQLite's handles, which close themselves, and texts in and out of statements. Only sqlite_*.cpp
// includes this.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feedback/sqlite_library.h"

namespace minhbach::feedback {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite().sqlite3_close_v2(database); }
};
struct EndStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite().sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, EndStatement>;

/// Bound without a copy: `text` has to outlive the statement's next run.
inline void set_text(sqlite3_stmt* statement, int index, std::string_view text) {
  sqlite().sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()),
                             SQLITE_STATIC);
}
inline void set_bytes(sqlite3_stmt* statement, int index, std::string_view bytes) {
  sqlite().sqlite3_bind_blob(statement, index, bytes.data(), static_cast<int>(bytes.size()),
                             SQLITE_STATIC);
}
inline std::string text_at(sqlite3_stmt* statement, int index) {
  const void* bytes = sqlite().sqlite3_column_blob(statement, index);
  const int size = sqlite().sqlite3_column_bytes(statement, index);
  return bytes == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

inline Diagnostic problem(const Message& message, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  return out;
}

/// A whole copy of `database`, the file `from`, at `path`; on disk when it returns.
Result<Done> back_up_sqlite(sqlite3* database, const std::string& from, const std::string& path);

}  // namespace minhbach::feedback
