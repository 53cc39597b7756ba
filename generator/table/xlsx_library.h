// libxlsxwriter, loaded when the first workbook is written.
#pragma once

#include <xlsxwriter.h>

#include "base/loaded_library.h"

namespace minhbach::table {

/// The functions that are used.
#define MINHBACH_XLSX_FUNCTIONS(F)   \
  F(format_set_align)                \
  F(format_set_bg_color)             \
  F(format_set_bold)                 \
  F(format_set_border)               \
  F(format_set_num_format)           \
  F(format_set_text_wrap)            \
  F(lxw_strerror)                    \
  F(workbook_add_format)             \
  F(workbook_add_worksheet)          \
  F(workbook_close)                  \
  F(workbook_new)                    \
  F(workbook_set_properties)         \
  F(worksheet_data_validation_range) \
  F(worksheet_freeze_panes)          \
  F(worksheet_hide)                  \
  F(worksheet_set_column)            \
  F(worksheet_write_string)

struct XlsxLibrary {
  MINHBACH_XLSX_FUNCTIONS(MINHBACH_MEMBER)
};

/// Throws std::runtime_error when it is not installed.
const XlsxLibrary& xlsx();

}  // namespace minhbach::table
