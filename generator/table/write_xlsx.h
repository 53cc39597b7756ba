// Writes workbooks that people fill in: headings, lists to choose from, formats of columns.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "text/date.h"

namespace minhbach::table {

struct XlsxColumn {
  enum class Kind : unsigned char {
    text,  ///< Excel keeps what is typed as it is: 01, 1.004220, =A, 5/2024.
    date,
    number,
  };

  std::string title;
  Kind kind = Kind::text;
  double width = 20;  ///< In characters.
  bool is_required = false;
  std::string prompt = {};      ///< Shown beside a selected cell; cut to what Excel holds.
  std::string choices_of = {};  ///< The list to choose from: a column of XlsxBook::lists; "" none.
  bool only_choices = false;    ///< Nothing else may be typed.
};

struct XlsxSheet {
  std::string name;
  std::vector<XlsxColumn> columns;
  std::vector<std::vector<std::string>> rows;  ///< All as text, whatever they begin with.
};

/// Values to choose from; they stand in a hidden sheet, because a list typed into a rule may have
/// 255 characters at most and no comma.
struct XlsxList {
  std::string name;
  std::vector<std::string> values;
};

struct XlsxBook {
  std::string title;
  text::Date date;  ///< Its date of making: same content and date, same bytes.
  std::vector<XlsxSheet> sheets;
  std::vector<XlsxList> lists;
  std::string lists_name;           ///< Name of the hidden sheet.
  std::size_t rows_to_fill = 1000;  ///< So many rows get formats and lists.
};

/// The workbook's bytes. Fails when the temporary folder cannot be written. The only function that
/// sees libxlsxwriter.
Result<std::string> write_xlsx(const XlsxBook& book);

}  // namespace minhbach::table
