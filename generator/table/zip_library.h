// libzip, loaded when the first workbook is opened.
#pragma once

#include <zip.h>

#include "base/loaded_library.h"

namespace minhbach::table {

/// The functions that are used.
#define MINHBACH_ZIP_FUNCTIONS(F) \
  F(zip_discard)                  \
  F(zip_error_fini)               \
  F(zip_error_init)               \
  F(zip_fclose)                   \
  F(zip_fopen_index)              \
  F(zip_fread)                    \
  F(zip_get_num_entries)          \
  F(zip_name_locate)              \
  F(zip_open_from_source)         \
  F(zip_source_buffer_create)     \
  F(zip_source_free)              \
  F(zip_stat_index)               \
  F(zip_stat_init)

struct ZipLibrary {
  MINHBACH_ZIP_FUNCTIONS(MINHBACH_MEMBER)
};

/// Throws std::runtime_error when it is not installed.
const ZipLibrary& libzip();

}  // namespace minhbach::table
