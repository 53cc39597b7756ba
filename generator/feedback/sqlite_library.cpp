// Loaded once; every function by its name.
#include "feedback/sqlite_library.h"

namespace minhbach::feedback {

const SqliteLibrary& sqlite() {
  static const SqliteLibrary once = [] {
    LoadedLibrary library({"libsqlite3.so.0"});
    SqliteLibrary out;
    MINHBACH_SQLITE_FUNCTIONS(MINHBACH_FIND)
    library.must_be_whole();
    return out;
  }();
  return once;
}

}  // namespace minhbach::feedback
