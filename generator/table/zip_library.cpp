// Loaded once; every function by its name.
#include "table/zip_library.h"

namespace minhbach::table {

const ZipLibrary& libzip() {
  static const ZipLibrary once = [] {
    LoadedLibrary library({MINHBACH_LIBZIP});
    ZipLibrary out;
    MINHBACH_ZIP_FUNCTIONS(MINHBACH_FIND)
    library.must_be_whole();
    return out;
  }();
  return once;
}

}  // namespace minhbach::table
