// Loaded once; every function by its name.
#include "table/xlsx_library.h"

namespace minhbach::table {

const XlsxLibrary& xlsx() {
  static const XlsxLibrary once = [] {
    LoadedLibrary library({MINHBACH_LIBXLSXWRITER});
    XlsxLibrary out;
    MINHBACH_XLSX_FUNCTIONS(MINHBACH_FIND)
    library.must_be_whole();
    return out;
  }();
  return once;
}

}  // namespace minhbach::table
