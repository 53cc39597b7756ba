// The events of one sheet's XML to its cells.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "table/read_table.h"
#include "table/sheet.h"
#include "table/workbook.h"
#include "table/xml_events.h"

namespace minhbach::table {

class SheetReader : public XmlEvents {
 public:
  SheetReader(const Workbook& workbook, Sheet& sheet, std::vector<Diagnostic>& problems,
              const TableLimits& limits)
      : workbook_(workbook), sheet_(sheet), problems_(problems), limits_(limits) {}

  /// What made reading on senseless.
  const std::optional<Diagnostic>& fatal() const { return fatal_; }
  /// After the last event: one note for the formulas of each column.
  void note_formulas();

 private:
  void on_start(std::string_view name, const XmlAttributes& attributes) override;
  void on_end(std::string_view name) override;
  void on_text(std::string_view text) override;

  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes);
  void end_cell();
  void add_merged(std::string_view range);
  /// The cell's text and kind out of `value_`; false when it has none.
  bool convert(Cell& cell);
  bool convert_number(Cell& cell);
  void report(const Message& message, const Cell& cell, std::vector<std::string> arguments);
  void give_up(const Message& message, std::vector<std::string> arguments);

  struct Formulas {
    Cell first;
    std::size_t count = 0;
  };

  const Workbook& workbook_;
  Sheet& sheet_;
  std::vector<Diagnostic>& problems_;
  const TableLimits& limits_;
  std::optional<Diagnostic> fatal_;
  std::map<int, Formulas> formulas_;  ///< By column.

  int row_ = 0;
  int column_ = 0;
  std::string type_;   ///< `t` of the cell being read.
  int style_ = 0;      ///< `s`.
  std::string value_;  ///< Of `v`, or of `t` in an inline string.
  bool in_value_ = false, in_reading_ = false, has_formula_ = false, has_value_ = false;
  std::size_t cells_ = 0;
  std::size_t found_ = 0;
};

}  // namespace minhbach::table
