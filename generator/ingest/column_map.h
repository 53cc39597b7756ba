// Which column of a table holds which field of a type.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/table_source.h"
#include "schema/type.h"
#include "table/table.h"
#include "value/node.h"

namespace minhbach::ingest {

/// The file of `--anh-xa`: `{"cot": {"Column": "field", "Left out": null}, "mac_dinh": {…},
/// "khoa": "ma"}`. All parts are optional.
struct Mapping {
  struct Column {
    std::string title;
    std::string field;  ///< "" when the column is left out.
    Place place;
  };
  std::vector<Column> columns;
  Node defaults;    ///< `mac_dinh`: values that hold for each row that lacks them.
  std::string key;  ///< `khoa`: the field whose value is a row's id; "" when it does not say.
};

/// Fails at the first thing that is wrong with it.
Result<Mapping> read_mapping(const SourceText& source, const schema::Type& type);

/// The index of the field that a title names: by the mapping, else by the field's id or its label,
/// whatever the case and the diacritics, an asterisk behind it passed over. More than one: several
/// fields have that label. None: no field, or left out.
std::vector<std::size_t> fields_of_title(std::string_view title, const schema::Type& type,
                                         const Mapping& mapping);

/// True for the title of the column that holds the text below the fields ("Toàn văn"), of a type
/// whose records need one.
bool is_body_title(std::string_view title, const schema::Type& type);

/// By column, the field's index; nullopt for columns that are left out or empty, for those that
/// number the rows (STT), and for the body's. What does not fit is added to `diagnostics`.
std::vector<std::optional<std::size_t>> match_columns(const TableSource& source,
                                                      const table::Table& table,
                                                      const schema::Type& type,
                                                      const Mapping& mapping,
                                                      std::vector<Diagnostic>& diagnostics);

/// The first row of a sheet that names fields: all of its cells, or two at least. People put titles
/// above their tables. Fails when there is none among the first rows.
Result<std::size_t> find_header(const table::Sheet& sheet, const schema::Type& type,
                                const Mapping& mapping);

}  // namespace minhbach::ingest
