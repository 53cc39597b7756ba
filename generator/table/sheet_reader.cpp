// Cells by their type: shared and inline text, numbers, dates, formulas, errors.
#include "table/sheet_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "table/messages.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::table {
namespace {

constexpr std::size_t most_cells = 4'000'000;
constexpr int last_row = 1'048'576;
constexpr int last_column = 16'384;

/// Row and column of "C5"; nothing for anything else.
std::optional<std::pair<int, int>> place_of(std::string_view name) {
  int column = 0;
  std::size_t i = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && column <= last_column; ++i)
    column = column * 26 + (name[i] - 'A' + 1);
  int row = 0;
  const auto [end, error] = std::from_chars(name.data() + i, name.data() + name.size(), row);
  const bool good = error == std::errc() && end == name.data() + name.size() && row >= 1 &&
                    row <= last_row && column >= 1 && column <= last_column;
  return good ? std::optional(std::pair(row, column)) : std::nullopt;
}

}  // namespace

void SheetReader::report(const Message& message, const Cell& cell,
                         std::vector<std::string> arguments) {
  if (found_ > limits_.problems) return;
  if (++found_ > limits_.problems) {
    problems_.push_back(at_cell(messages::too_many_problems, sheet_.path, cell,
                                {fmt::format("{}", limits_.problems)}));
    return stop();
  }
  problems_.push_back(at_cell(message, sheet_.path, cell, std::move(arguments)));
}

void SheetReader::give_up(const Message& message, std::vector<std::string> arguments) {
  fatal_ =
      at_cell(message, sheet_.path, {row_, std::max(column_, 1), {}, {}}, std::move(arguments));
  stop();
}

void SheetReader::on_start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "row") {
    begin_row(attributes);
  } else if (name == "c") {
    begin_cell(attributes);
  } else if (name == "f") {
    has_formula_ = true;
  } else if (name == "rPh") {
    in_reading_ = true;
  } else if (name == "v" || (name == "t" && !in_reading_)) {
    in_value_ = true;
    has_value_ = true;
  } else if (name == "mergeCell") {
    add_merged(attributes.get("ref"));
  }
}

void SheetReader::on_end(std::string_view name) {
  if (name == "v" || name == "t") {
    in_value_ = false;
  } else if (name == "rPh") {
    in_reading_ = false;
  } else if (name == "c") {
    end_cell();
  } else if (name == "row") {
    if (!sheet_.rows.empty() && sheet_.rows.back().cells.empty()) sheet_.rows.pop_back();
  }
}

void SheetReader::on_text(std::string_view text) {
  if (in_value_ && value_.size() <= limits_.cell_bytes) value_ += text;
}

void SheetReader::begin_row(const XmlAttributes& attributes) {
  const std::string_view written = attributes.get("r");
  int row = row_ + 1;
  if (!written.empty()) std::from_chars(written.data(), written.data() + written.size(), row);
  const bool is_next = row > row_ && row <= last_row;
  row_ = row;
  column_ = 0;
  if (!is_next) return give_up(messages::xlsx_damaged, {"row"});
  if (sheet_.rows.size() > limits_.rows)  // One is the header.
    return give_up(messages::too_many_rows, {fmt::format("{}", limits_.rows)});
  sheet_.rows.push_back({row, {}});
}

void SheetReader::begin_cell(const XmlAttributes& attributes) {
  const std::string_view written = attributes.get("r");
  const int before = column_++;
  if (!written.empty()) {
    const auto place = place_of(written);
    if (!place || place->first != row_ || place->second <= before)
      return give_up(messages::xlsx_damaged, {quote(written)});
    column_ = place->second;
  }
  if (column_ > last_column || sheet_.rows.empty())
    return give_up(messages::xlsx_damaged, {"column"});
  type_ = attributes.get("t");
  style_ = 0;
  const std::string_view style = attributes.get("s");
  std::from_chars(style.data(), style.data() + style.size(), style_);
  value_.clear();
  has_formula_ = has_value_ = in_value_ = in_reading_ = false;
}

void SheetReader::end_cell() {
  if (fatal_) return;
  Cell cell{row_, column_, {}, Cell::Kind::text};
  const std::size_t told = problems_.size();
  if (value_.size() > limits_.cell_bytes) {
    report(messages::cell_too_long, cell, {fmt::format("{}", limits_.cell_bytes)});
  } else if (has_formula_ && (!has_value_ || (value_.empty() && type_ != "str"))) {
    report(messages::formula_without_value, cell, {});
  } else if (!convert(cell) && problems_.size() == told) {
    return;
  }
  if (fatal_) return;
  if (problems_.size() > told) {
    cell.text.clear();
    cell.is_wrong = true;
  } else if (has_formula_) {
    Formulas& formulas = formulas_[column_];
    if (formulas.count++ == 0) formulas.first = cell;
  }
  if (++cells_ > most_cells)
    return give_up(messages::xlsx_too_large, {fmt::format("{} cells", most_cells)});
  sheet_.rows.back().cells.push_back(std::move(cell));
}

bool SheetReader::convert(Cell& cell) {
  if (type_ == "s") {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (error != std::errc() || index >= workbook_.texts.size()) {
      if (!value_.empty()) give_up(messages::xlsx_damaged, {quote(value_)});
      return false;
    }
    cell.text = workbook_.texts[index];
  } else if (type_ == "e") {
    report(messages::cell_error_value, cell, {quote(value_)});
    return false;
  } else if (type_ == "b") {
    cell.kind = Cell::Kind::boolean;
    cell.text = value_ == "1" || value_ == "true" ? "true" : "false";
    return has_value_;
  } else if (type_ == "d") {  // An ISO date, in the strict form of the format.
    cell.kind = Cell::Kind::date;
    cell.text = value_.substr(0, value_.find('T'));
  } else if (type_ == "str" || type_ == "inlineStr") {
    cell.text = unescape_text(value_);
  } else {
    return convert_number(cell);
  }
  cell.text = text::trim(cell.text);
  return !cell.text.empty();
}

bool SheetReader::convert_number(Cell& cell) {
  const std::string_view written = text::trim(value_);
  if (written.empty()) return false;
  double number = 0;
  const auto [end, error] =
      std::from_chars(written.data(), written.data() + written.size(), number);
  if (error != std::errc() || end != written.data() + written.size() || !std::isfinite(number)) {
    give_up(messages::xlsx_damaged, {quote(written)});
    return false;
  }
  const std::size_t style = static_cast<std::size_t>(style_);
  const NumberFormat format =
      style_ >= 0 && style < workbook_.styles.size() ? workbook_.styles[style] : NumberFormat{};
  const Shown shown = format.shown;
  if (shown == Shown::number) {
    cell.kind = Cell::Kind::number;
    cell.text = fmt::format("{}", number);  // 17 digits of the file to the fewest that are it.
    const bool is_whole = cell.text.find_first_not_of("0123456789") == std::string::npos;
    if (is_whole && format.digits > 0)
      cell.padded =
          std::string(format.digits - std::min(format.digits, cell.text.size()), '0') + cell.text;
    return true;
  }
  if (shown == Shown::time) {
    cell.text = time_of_number(number);
    return true;
  }
  const std::optional<std::string> date = date_of_number(number, workbook_.from_1904, shown);
  if (!date) {
    report(messages::number_no_date, cell, {quote(written)});
    return false;
  }
  cell.kind = Cell::Kind::date;
  cell.text = *date;
  return true;
}

void SheetReader::add_merged(std::string_view range) {
  const std::size_t colon = range.find(':');
  const auto first = place_of(range.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : place_of(range.substr(colon + 1));
  constexpr std::size_t most = 10'000;
  if (!first || !last || sheet_.merged.size() >= most) return;
  sheet_.merged.push_back({first->first, first->second, last->first, last->second});
}

void SheetReader::note_formulas() {
  for (const auto& [column, formulas] : formulas_) {
    problems_.push_back(at_cell(messages::formula_used, sheet_.path, formulas.first,
                                {fmt::format("{}", formulas.count)}));
  }
}

}  // namespace minhbach::table
