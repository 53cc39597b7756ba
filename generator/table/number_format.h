// Which numbers of a sheet are dates, and which date a number is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace minhbach::table {

/// What a number format shows of a number, as far as an import must know.
enum class Shown : unsigned char { number, date, month, year, time };

/// What a cell format shows.
struct NumberFormat {
  Shown shown = Shown::number;
  std::size_t digits = 0;  ///< Of a format that is nothing but zeros ("00000"), how many; else 0.
};

/// By the number of a built-in format (ECMA-376, 18.8.30).
Shown shown_by(int builtin_format);

/// By the code of a format of the workbook's own: `dd/mm/yyyy`, `[$-42A]d mmmm yyyy`, `0.00`.
Shown shown_by(std::string_view format_code);
/// The same, with the zeros that the code asks for.
NumberFormat format_of(std::string_view format_code);

/// The day of a date's number as ISO 8601, cut to what is shown. `from_1904`: the workbook counts
/// from 1904, as old Excel on a Mac did. Nothing for a number that is no day: negative, past 9999,
/// or 29/02/1900, which Excel has and the calendar has not.
std::optional<std::string> date_of_number(double number, bool from_1904, Shown shown);

/// 8:30 for 0.354…
std::string time_of_number(double number);

}  // namespace minhbach::table
